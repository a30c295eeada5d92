// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import org.jspecify.annotations.Nullable;

/** A frame could not be coded. The message names the frame. */
public final class EncodeFailedException extends Av1EncoderException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates it.
     *
     * @param message one sentence for the user
     */
    public EncodeFailedException(String message) {
        super(message, null);
    }

    /**
     * Creates it.
     *
     * @param message one sentence for the user
     * @param cause what led to it
     */
    public EncodeFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
