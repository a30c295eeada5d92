// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

import dev.moviemaker.coder.entropy.Cdfs;
import dev.moviemaker.coder.entropy.SymbolEncoder;

/**
 * read_mv and read_mv_component (5.11.31 and 5.11.32) the other way round: the difference of a motion vector to its
 * prediction.
 */
final class MvWriter {
    private static final int CLASSES = 11;
    private static final int MAX_BITS = 10;

    private final FrameParameters frame;
    private final SymbolEncoder symbols;

    MvWriter(FrameParameters frame, SymbolEncoder symbols) {
        this.frame = frame;
        this.symbols = symbols;
    }

    void write(int mv, int predicted) {
        int row = Mv.row(mv) - Mv.row(predicted);
        int column = Mv.column(mv) - Mv.column(predicted);
        symbols.symbol(Cdfs.MV_JOINT, (row != 0 ? 2 : 0) + (column != 0 ? 1 : 0), 4);
        if (row != 0) {
            component(0, row);
        }
        if (column != 0) {
            component(1, column);
        }
    }

    private void component(int comp, int difference) {
        symbols.symbol(Cdfs.MV_SIGN + comp * 3, difference < 0 ? 1 : 0, 2);
        int magnitude = Math.abs(difference) - 1;
        int mvClass = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude | 1));
        symbols.symbol(Cdfs.MV_CLASS + comp * (CLASSES + 1), mvClass, CLASSES);
        int fraction = (magnitude >> 1) & 3;
        if (mvClass == 0) {
            int whole = magnitude >> 3;
            symbols.symbol(Cdfs.MV_CLASS0_BIT + comp * 3, whole, 2);
            if (!frame.forceIntegerMv) {
                symbols.symbol(Cdfs.MV_CLASS0_FR + (comp * 2 + whole) * 5, fraction, 4);
            }
            if (frame.allowHighPrecisionMv) {
                symbols.symbol(Cdfs.MV_CLASS0_HP + comp * 3, magnitude & 1, 2);
            }
            return;
        }
        int whole = magnitude >> 3;
        for (int i = 0; i < mvClass; i++) {
            symbols.symbol(Cdfs.MV_BIT + (comp * MAX_BITS + i) * 3, (whole >> i) & 1, 2);
        }
        if (!frame.forceIntegerMv) {
            symbols.symbol(Cdfs.MV_FR + comp * 5, fraction, 4);
        }
        if (frame.allowHighPrecisionMv) {
            symbols.symbol(Cdfs.MV_HP + comp * 3, magnitude & 1, 2);
        }
    }
}
