// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.DeviceLostException;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.NativeAccessException;
import dev.moviemaker.OutOfDeviceMemoryException;
import dev.moviemaker.OutputException;
import dev.moviemaker.UnsupportedException;

/**
 * A failure of the completion thread, told on another: a new exception of the same kind with the stack of that thread.
 */
record FailureCopy(Av1EncoderException cause) {

    Av1EncoderException exception() {
        String message = String.valueOf(cause.getMessage());
        return switch (cause) {
            case DeviceLostException e -> new DeviceLostException(message, e);
            case EncodeFailedException e -> new EncodeFailedException(message, e);
            case NativeAccessException e -> new NativeAccessException(message, e);
            case OutOfDeviceMemoryException e -> new OutOfDeviceMemoryException(message, e);
            case OutputException e -> new OutputException(message, e);
            case UnsupportedException e -> new UnsupportedException(message, e);
            default -> new EncodeFailedException(message, cause);
        };
    }
}
