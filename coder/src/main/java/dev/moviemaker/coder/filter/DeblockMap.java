// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.filter;

import dev.moviemaker.coder.transform.TxSize;
import java.util.Arrays;

/**
 * What the deblocking filter must know of every 4x4 luma unit of a frame: transform sizes, block size, and what decides
 * whether and how strongly edges are filtered. The block coder writes it while it codes; tiles may be written by
 * different threads.
 *
 * <p>One {@code int} per unit: luma transform size in bits 0 to 4, chroma transform size in 5 to 9, base 2 logarithms
 * of the block's width and height in luma samples in 10 to 12 and 13 to 15, "no inner edges" in bit 16, level class in
 * 17 to 20.
 */
public final class DeblockMap {
    private static final int UV_SHIFT = 5;
    private static final int WIDTH_SHIFT = 10;
    private static final int HEIGHT_SHIFT = 13;
    private static final int NO_INNER_SHIFT = 16;
    private static final int CLASS_SHIFT = 17;
    private static final int TX_MASK = 31;

    /** Size of the frame in 4x4 units; both are even. */
    final int miRows;

    final int miCols;
    private final int[] units;

    /** A map for frames of this size in 4x4 units (MiRows, MiCols). */
    public DeblockMap(int miRows, int miCols) {
        this.miRows = miRows;
        this.miCols = miCols;
        units = new int[miRows * miCols];
    }

    /**
     * Stores a finished block; units outside the frame are left out.
     *
     * @param miRow first row in 4x4 units
     * @param miCol first column in 4x4 units
     * @param widthLog2 base 2 logarithm of the width in luma samples, 3 to 7
     * @param heightLog2 base 2 logarithm of the height in luma samples, 3 to 7
     * @param skippedInter whether the block is inter and has no residual: then transform edges inside it are not
     *     filtered
     * @param refFrame RefFrame[ 0 ], 0 for intra
     * @param modeType 1 for inter modes other than GLOBALMV and GLOBAL_GLOBALMV, else 0 (section 7.14.4)
     * @param txSize the luma transform size of the whole block; {@link #putTransform} may change parts of it afterwards
     * @param uvTxSize the transform size of both chroma planes
     */
    public void put(
            int miRow,
            int miCol,
            int widthLog2,
            int heightLog2,
            boolean skippedInter,
            int refFrame,
            int modeType,
            int txSize,
            int uvTxSize) {
        int unit = txSize
                | (uvTxSize << UV_SHIFT)
                | (widthLog2 << WIDTH_SHIFT)
                | (heightLog2 << HEIGHT_SHIFT)
                | ((skippedInter ? 1 : 0) << NO_INNER_SHIFT)
                | ((refFrame * 2 + modeType) << CLASS_SHIFT);
        int right = Math.min(miCols, miCol + (1 << (widthLog2 - 2)));
        int bottom = Math.min(miRows, miRow + (1 << (heightLog2 - 2)));
        for (int row = miRow; row < bottom; row++) {
            Arrays.fill(units, row * miCols + miCol, row * miCols + right, unit);
        }
    }

    /**
     * Changes the luma transform size of the units that one transform block covers, inside a block already
     * {@link #put}.
     */
    public void putTransform(int miRow, int miCol, int txSize) {
        int right = Math.min(miCols, miCol + (TxSize.width(txSize) >> 2));
        int bottom = Math.min(miRows, miRow + (TxSize.height(txSize) >> 2));
        for (int row = miRow; row < bottom; row++) {
            for (int col = miCol; col < right; col++) {
                units[row * miCols + col] = (units[row * miCols + col] & ~TX_MASK) | txSize;
            }
        }
    }

    int unit(int miRow, int miCol) {
        return units[miRow * miCols + miCol];
    }

    static int txSize(int unit, boolean chroma) {
        return (chroma ? unit >> UV_SHIFT : unit) & TX_MASK;
    }

    static int blockWidthLog2(int unit) {
        return (unit >> WIDTH_SHIFT) & 7;
    }

    static int blockHeightLog2(int unit) {
        return (unit >> HEIGHT_SHIFT) & 7;
    }

    static boolean hasInnerEdges(int unit) {
        return ((unit >> NO_INNER_SHIFT) & 1) == 0;
    }

    static int levelClass(int unit) {
        return unit >> CLASS_SHIFT;
    }
}
