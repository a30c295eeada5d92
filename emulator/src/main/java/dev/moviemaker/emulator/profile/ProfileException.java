// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** A profile file that cannot be read: the message names the field, its value and what is allowed. */
public final class ProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProfileException(String message) {
        super(message);
    }
}
