// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.block.TileBounds;
import java.util.Arrays;

/**
 * BlockDecoded (5.11.3): which 4x4 units of the current superblock and its nearest surroundings are already
 * reconstructed, so that intra prediction knows whether samples above right and below left exist.
 */
final class DecodedArea {
    /** Units -1 to 33 in both directions. */
    private static final int SIDE = 36;

    private final boolean[][] decoded = new boolean[3][SIDE * SIDE];

    private static int index(int y, int x) {
        return (y + 1) * SIDE + x + 1;
    }

    /** clear_block_decoded_flags: a superblock begins at this place. */
    void startSuperblock(int miRow, int miCol, int superblockMi, TileBounds tile) {
        for (int plane = 0; plane < 3; plane++) {
            int sub = plane > 0 ? 1 : 0;
            boolean[] flags = decoded[plane];
            Arrays.fill(flags, false);
            int side = superblockMi >> sub;
            int wide = Math.min(side + 1, ((tile.miColEnd() - miCol) >> sub));
            int high = Math.min(side + 1, ((tile.miRowEnd() - miRow) >> sub));
            for (int x = -1; x < wide; x++) {
                flags[index(-1, x)] = true;
            }
            for (int y = 0; y < high; y++) {
                flags[index(y, -1)] = true;
            }
            flags[index(side, -1)] = false;
        }
    }

    /**
     * Marks units as reconstructed; {@code x} and {@code y} in units of 4 samples of the plane, from the superblock's
     * corner.
     */
    void mark(int plane, int y, int x, int high, int wide) {
        boolean[] flags = decoded[plane];
        int right = Math.min(x + wide, SIDE - 1);
        int bottom = Math.min(y + high, SIDE - 1);
        for (int row = y; row < bottom; row++) {
            Arrays.fill(flags, index(row, x), index(row, right), true);
        }
    }

    boolean isDecoded(int plane, int y, int x) {
        return decoded[plane][index(y, x)];
    }
}
