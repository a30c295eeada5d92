// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

/** A fault of a real driver that is worked round. */
public enum Quirk {
    /** Every key frame's scope resets the session and sends rate control and quality level again. */
    RESET_AT_KEY_FRAMES,
    /** No picture has as many rows of tiles as it could have, counted in powers of two. */
    NOT_THE_MOST_TILE_ROWS
}
