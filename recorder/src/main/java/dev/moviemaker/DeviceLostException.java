// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import org.jspecify.annotations.Nullable;

/** The GPU stopped answering (VK_ERROR_DEVICE_LOST, or a wait that ran out). */
public final class DeviceLostException extends Av1EncoderException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates it.
     *
     * @param message one sentence for the user
     */
    public DeviceLostException(String message) {
        super(message, null);
    }

    /**
     * Creates it.
     *
     * @param message one sentence for the user
     * @param cause what led to it
     */
    public DeviceLostException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
