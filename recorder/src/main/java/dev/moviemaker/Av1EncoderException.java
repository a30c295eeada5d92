// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import org.jspecify.annotations.Nullable;

/**
 * Root of what can go wrong that is not the caller's mistake. Mistakes are {@link IllegalArgumentException} and
 * {@link IllegalStateException}.
 */
public abstract sealed class Av1EncoderException extends RuntimeException
        permits UnsupportedException,
                VulkanException,
                DeviceLostException,
                OutOfDeviceMemoryException,
                EncodeFailedException,
                OutputException,
                NativeAccessException {
    private static final long serialVersionUID = 1L;

    Av1EncoderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    Av1EncoderException(String message) {
        super(message);
    }
}
