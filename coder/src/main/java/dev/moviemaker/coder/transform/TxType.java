// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.transform;

/**
 * Transform types as the specification numbers them (section 6.10.19, "TxType"): the vertical (column) kernel is named
 * first, the horizontal (row) kernel second. Types are plain {@code int} codes because they are stored per 4x4 unit in
 * byte arrays.
 */
public final class TxType {
    public static final int DCT_DCT = 0;
    public static final int ADST_DCT = 1;
    public static final int DCT_ADST = 2;
    public static final int ADST_ADST = 3;
    public static final int FLIPADST_DCT = 4;
    public static final int DCT_FLIPADST = 5;
    public static final int FLIPADST_FLIPADST = 6;
    public static final int ADST_FLIPADST = 7;
    public static final int FLIPADST_ADST = 8;
    public static final int IDTX = 9;
    public static final int V_DCT = 10;
    public static final int H_DCT = 11;
    public static final int V_ADST = 12;
    public static final int H_ADST = 13;
    public static final int V_FLIPADST = 14;
    public static final int H_FLIPADST = 15;
    public static final int TX_TYPES = 16;

    /** The one-dimensional kernels a type is made of. */
    static final int DCT = 0;

    static final int ADST = 1;
    static final int FLIPADST = 2;
    static final int IDENTITY = 3;

    private static final byte[] COLUMN_KERNEL = {0, 1, 0, 1, 2, 0, 2, 1, 2, 3, 0, 3, 1, 3, 2, 3};
    private static final byte[] ROW_KERNEL = {0, 0, 1, 1, 0, 2, 2, 2, 1, 3, 3, 0, 3, 1, 3, 2};

    private TxType() {}

    /** The kernel along each column (vertical). */
    static int columnKernel(int txType) {
        return COLUMN_KERNEL[txType];
    }

    /** The kernel along each row (horizontal). */
    static int rowKernel(int txType) {
        return ROW_KERNEL[txType];
    }

    /** Whether this type exists at this size: ADST up to 16, identity up to 32, DCT always. */
    public static boolean isLegal(int txType, int txSize) {
        return kernelFits(COLUMN_KERNEL[txType], TxSize.heightLog2(txSize))
                && kernelFits(ROW_KERNEL[txType], TxSize.widthLog2(txSize));
    }

    private static boolean kernelFits(int kernel, int lengthLog2) {
        return switch (kernel) {
            case DCT -> true;
            case IDENTITY -> lengthLog2 <= 5;
            default -> lengthLog2 <= 4;
        };
    }
}
