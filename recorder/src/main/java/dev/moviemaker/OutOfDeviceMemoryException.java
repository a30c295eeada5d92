// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import org.jspecify.annotations.Nullable;

/** The GPU has no memory left for the recording. */
public final class OutOfDeviceMemoryException extends Av1EncoderException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates it.
     *
     * @param message one sentence for the user
     */
    public OutOfDeviceMemoryException(String message) {
        super(message, null);
    }

    /**
     * Creates it.
     *
     * @param message one sentence for the user
     * @param cause what led to it
     */
    public OutOfDeviceMemoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
