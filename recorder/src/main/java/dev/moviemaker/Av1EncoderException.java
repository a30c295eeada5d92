// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import org.jspecify.annotations.Nullable;

/**
 * The superclass of exceptions for failures that are not the caller's mistake; mistakes are reported with
 * {@link IllegalArgumentException} and {@link IllegalStateException}. Third-party backends and encoders may throw their
 * own subclasses.
 */
public abstract class Av1EncoderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message one sentence for the user
     * @param cause the cause, or null
     */
    protected Av1EncoderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Creates an exception.
     *
     * @param message one sentence for the user
     */
    protected Av1EncoderException(String message) {
        super(message);
    }
}
