// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import org.jspecify.annotations.Nullable;

/** Thrown when the GPU stops responding: {@code VK_ERROR_DEVICE_LOST}, or a wait that timed out. */
public final class DeviceLostException extends Av1EncoderException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message one sentence for the user
     */
    public DeviceLostException(String message) {
        super(message, null);
    }

    /**
     * Creates an exception.
     *
     * @param message one sentence for the user
     * @param cause the cause, or null
     */
    public DeviceLostException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
