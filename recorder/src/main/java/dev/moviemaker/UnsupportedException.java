// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the device, the encoder or the container does not support what was asked for. The message says what was
 * asked for and what is supported.
 */
public final class UnsupportedException extends Av1EncoderException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message one sentence for the user
     */
    public UnsupportedException(String message) {
        super(message, null);
    }

    /**
     * Creates an exception.
     *
     * @param message one sentence for the user
     * @param cause the cause, or null
     */
    public UnsupportedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
