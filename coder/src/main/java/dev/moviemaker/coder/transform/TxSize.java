// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.transform;

/**
 * Transform sizes as the specification numbers them (section 6.10.19, "TxSize"), with the constant tables that depend
 * on nothing else. Sizes are plain {@code int} codes because they are stored per 4x4 unit in byte arrays. Widths and
 * heights are in samples.
 */
public final class TxSize {
    public static final int TX_4X4 = 0;
    public static final int TX_8X8 = 1;
    public static final int TX_16X16 = 2;
    public static final int TX_32X32 = 3;
    public static final int TX_64X64 = 4;
    public static final int TX_4X8 = 5;
    public static final int TX_8X4 = 6;
    public static final int TX_8X16 = 7;
    public static final int TX_16X8 = 8;
    public static final int TX_16X32 = 9;
    public static final int TX_32X16 = 10;
    public static final int TX_32X64 = 11;
    public static final int TX_64X32 = 12;
    public static final int TX_4X16 = 13;
    public static final int TX_16X4 = 14;
    public static final int TX_8X32 = 15;
    public static final int TX_32X8 = 16;
    public static final int TX_16X64 = 17;
    public static final int TX_64X16 = 18;
    public static final int TX_SIZES_ALL = 19;

    private static final byte[] WIDTH_LOG2 = {2, 3, 4, 5, 6, 2, 3, 3, 4, 4, 5, 5, 6, 2, 4, 3, 5, 4, 6};
    private static final byte[] HEIGHT_LOG2 = {2, 3, 4, 5, 6, 3, 2, 4, 3, 5, 4, 6, 5, 4, 2, 5, 3, 6, 4};
    private static final byte[] ROW_SHIFT = {0, 1, 2, 2, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2};
    private static final byte[] DQ_DENOM_LOG2 = {0, 0, 0, 1, 2, 0, 0, 0, 0, 1, 1, 2, 2, 0, 0, 0, 0, 1, 1};
    private static final int LOG2_MIN = 2;
    private static final int LOG2_COUNT = 5;
    private static final byte[] BY_LOG2 = new byte[LOG2_COUNT * LOG2_COUNT];

    static {
        java.util.Arrays.fill(BY_LOG2, (byte) -1);
        for (int txSize = 0; txSize < TX_SIZES_ALL; txSize++) {
            BY_LOG2[(WIDTH_LOG2[txSize] - LOG2_MIN) * LOG2_COUNT + HEIGHT_LOG2[txSize] - LOG2_MIN] = (byte) txSize;
        }
    }

    private TxSize() {}

    /** Tx_Width_Log2: 2 to 6. */
    public static int widthLog2(int txSize) {
        return WIDTH_LOG2[txSize];
    }

    /** Tx_Height_Log2: 2 to 6. */
    public static int heightLog2(int txSize) {
        return HEIGHT_LOG2[txSize];
    }

    /** Tx_Width: 4 to 64 samples. */
    public static int width(int txSize) {
        return 1 << WIDTH_LOG2[txSize];
    }

    /** Tx_Height: 4 to 64 samples. */
    public static int height(int txSize) {
        return 1 << HEIGHT_LOG2[txSize];
    }

    /** How many columns of coefficients are coded: the width, at most 32 (section 7.12.3, tw). */
    public static int codedWidth(int txSize) {
        return Math.min(32, width(txSize));
    }

    /** How many rows of coefficients are coded: the height, at most 32 (section 7.12.3, th). */
    public static int codedHeight(int txSize) {
        return Math.min(32, height(txSize));
    }

    /** Transform_Row_Shift of section 7.13.3. */
    public static int rowShift(int txSize) {
        return ROW_SHIFT[txSize];
    }

    /** Base 2 logarithm of dqDenom (section 7.12.3). */
    public static int dqDenomLog2(int txSize) {
        return DQ_DENOM_LOG2[txSize];
    }

    /**
     * The transform size of a width and height given as base 2 logarithms (2 to 6).
     *
     * @throws IllegalArgumentException where AV1 has no such size
     */
    public static int of(int widthLog2, int heightLog2) {
        int found = -1;
        if (widthLog2 >= LOG2_MIN && widthLog2 <= 6 && heightLog2 >= LOG2_MIN && heightLog2 <= 6) {
            found = BY_LOG2[(widthLog2 - LOG2_MIN) * LOG2_COUNT + heightLog2 - LOG2_MIN];
        }
        if (found < 0) {
            throw new IllegalArgumentException("no transform of 2^" + widthLog2 + " x 2^" + heightLog2
                    + " samples; sides are 4 to 64, at most 4 times as long one way");
        }
        return found;
    }
}
