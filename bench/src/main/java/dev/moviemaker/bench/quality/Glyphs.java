// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench.quality;

import java.awt.Graphics2D;

/** Rows of marks as fine as letters: the same on machines with and without fonts. */
final class Glyphs {
    private static final int COLUMNS = 5;
    private static final int ROWS = 7;

    private Glyphs() {}

    /** Writes a word of up to eight marks that depend on its number; returns its width in pixels. */
    static int write(Graphics2D out, int x, int y, int dot, int word) {
        int length = 2 + Math.floorMod(GamePainter.hash(word, 1), 7);
        for (int letter = 0; letter < length; letter++) {
            int shape = Math.floorMod(GamePainter.hash(word, 2 + letter), 26);
            for (int row = 0; row < ROWS; row++) {
                int bits = GamePainter.hash(shape, 50 + row);
                for (int column = 0; column < COLUMNS; column++) {
                    if ((bits >> column & 1) != 0) {
                        out.fillRect(x + (letter * (COLUMNS + 1) + column) * dot, y + row * dot, dot, dot);
                    }
                }
            }
        }
        return (length * (COLUMNS + 1) + 3) * dot;
    }
}
