// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import org.jspecify.annotations.Nullable;

/** Thrown when the GPU has not enough memory for the recording. */
public final class OutOfDeviceMemoryException extends Av1EncoderException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message one sentence for the user
     */
    public OutOfDeviceMemoryException(String message) {
        super(message, null);
    }

    /**
     * Creates an exception.
     *
     * @param message one sentence for the user
     * @param cause the cause, or null
     */
    public OutOfDeviceMemoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
