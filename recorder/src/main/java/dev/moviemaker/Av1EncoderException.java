// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import org.jspecify.annotations.Nullable;

/**
 * Root of what can go wrong that is not the caller's mistake. Mistakes are {@link IllegalArgumentException} and
 * {@link IllegalStateException}. Backends and encoders of others may throw subclasses of their own.
 */
public abstract class Av1EncoderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates it.
     *
     * @param message one sentence for people
     * @param cause what it comes from, if anything
     */
    protected Av1EncoderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Creates it.
     *
     * @param message one sentence for people
     */
    protected Av1EncoderException(String message) {
        super(message);
    }
}
