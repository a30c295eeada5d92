// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

import dev.moviemaker.coder.entropy.Scans;
import dev.moviemaker.coder.transform.TxSize;

/**
 * The parts of the contexts of coeff_base and coeff_br that depend only on where a coefficient lies (section 8.3.2), as
 * one table for every transform size and class.
 */
final class CoefficientContexts {
    private static final int CONTEXTS_2D = 26;

    private static final byte[][] BASE = new byte[TxSize.TX_SIZES_ALL * 3][];
    private static final byte[][] RANGE = new byte[TxSize.TX_SIZES_ALL * 3][];

    static {
        for (int size = 0; size < TxSize.TX_SIZES_ALL; size++) {
            for (int txClass = 0; txClass < 3; txClass++) {
                fill(size, txClass);
            }
        }
    }

    private CoefficientContexts() {}

    private static void fill(int txSize, int txClass) {
        int width = TxSize.codedWidth(txSize);
        int height = TxSize.codedHeight(txSize);
        byte[] base = new byte[width * height];
        byte[] range = new byte[width * height];
        for (int row = 0; row < height; row++) {
            for (int col = 0; col < width; col++) {
                int position = row * width + col;
                base[position] = (byte)
                        (txClass == Scans.CLASS_2D
                                ? base2d(TxSize.width(txSize), TxSize.height(txSize), row, col)
                                : CONTEXTS_2D + 5 * Math.min(txClass == Scans.CLASS_VERT ? row : col, 2));
                boolean near = switch (txClass) {
                    case Scans.CLASS_2D -> row < 2 && col < 2;
                    case Scans.CLASS_HORIZ -> col == 0;
                    default -> row == 0;
                };
                range[position] = (byte) (position == 0 ? 0 : near ? 7 : 14);
            }
        }
        BASE[txSize * 3 + txClass] = base;
        RANGE[txSize * 3 + txClass] = range;
    }

    /**
     * Coeff_Base_Ctx_Offset as a rule: nearness to the first coefficient, seen along the longer side for oblong blocks.
     */
    private static int base2d(int width, int height, int row, int col) {
        if (row == 0 && col == 0) {
            return 0;
        }
        if (width < height && row < 2) {
            return 11;
        }
        if (width > height && col < 2) {
            return 16;
        }
        if (width == height && row + col < 2) {
            return 1;
        }
        return row + col < 4 ? 6 : 21;
    }

    /** What is added to the magnitude part of coeff_base's context, by position. */
    static byte[] base(int txSize, int txClass) {
        return BASE[txSize * 3 + txClass];
    }

    /** What is added to the magnitude part of coeff_br's context, by position. */
    static byte[] range(int txSize, int txClass) {
        return RANGE[txSize * 3 + txClass];
    }
}
