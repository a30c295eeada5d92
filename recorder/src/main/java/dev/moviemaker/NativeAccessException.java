// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import org.jspecify.annotations.Nullable;

/** The JVM was started without permission to call native code. The message prints the flag to add. */
public final class NativeAccessException extends Av1EncoderException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates it.
     *
     * @param message one sentence for the user
     */
    public NativeAccessException(String message) {
        super(message, null);
    }

    /**
     * Creates it.
     *
     * @param message one sentence for the user
     * @param cause what led to it
     */
    public NativeAccessException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
