// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import java.io.IOException;

/** The input has no such track: the number that was asked for is wrong, not the input. */
public final class NoSuchTrackException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message names the input and what it has
     */
    public NoSuchTrackException(String message) {
        super(message);
    }
}
