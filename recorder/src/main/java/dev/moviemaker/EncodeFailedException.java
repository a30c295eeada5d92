// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import org.jspecify.annotations.Nullable;

/** Thrown when a frame cannot be encoded. The message names the frame. */
public final class EncodeFailedException extends Av1EncoderException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message one sentence for the user
     */
    public EncodeFailedException(String message) {
        super(message, null);
    }

    /**
     * Creates an exception.
     *
     * @param message one sentence for the user
     * @param cause the cause, or null
     */
    public EncodeFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
