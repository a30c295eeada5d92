// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import org.jspecify.annotations.Nullable;

/** Something was asked for that the device, the encoder or the container does not offer. The message says what was asked and what there is. */
public final class UnsupportedException extends Av1EncoderException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates it.
     *
     * @param message one sentence for the user
     */
    public UnsupportedException(String message) {
        super(message, null);
    }

    /**
     * Creates it.
     *
     * @param message one sentence for the user
     * @param cause what led to it
     */
    public UnsupportedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
