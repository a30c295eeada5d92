// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import org.jspecify.annotations.Nullable;

/** The file could not be written: missing folder, no permission, full disk, in use by another recording. The message names the file. */
public final class OutputException extends Av1EncoderException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates it.
     *
     * @param message one sentence for the user
     */
    public OutputException(String message) {
        super(message, null);
    }

    /**
     * Creates it.
     *
     * @param message one sentence for the user
     * @param cause what led to it
     */
    public OutputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
