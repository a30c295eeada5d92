// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import org.jspecify.annotations.Nullable;

/** Thrown when the JVM was started without permission to call native code. The message contains the missing option. */
public final class NativeAccessException extends Av1EncoderException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message one sentence for the user
     */
    public NativeAccessException(String message) {
        super(message, null);
    }

    /**
     * Creates an exception.
     *
     * @param message one sentence for the user
     * @param cause the cause, or null
     */
    public NativeAccessException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
