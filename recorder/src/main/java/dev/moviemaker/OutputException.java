// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the file cannot be written: the folder is missing, permission is denied, the disk is full, or another
 * recording is writing the file. The message names the file.
 */
public final class OutputException extends Av1EncoderException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message one sentence for the user
     */
    public OutputException(String message) {
        super(message, null);
    }

    /**
     * Creates an exception.
     *
     * @param message one sentence for the user
     * @param cause the cause, or null
     */
    public OutputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
