// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

import dev.moviemaker.coder.transform.TxSize;

/**
 * Block sizes as the specification numbers them (6.10.4, "MiSize"), with the constant tables of section 9.3 that depend
 * on nothing else. Plain {@code int} codes, because they index tables and lie in byte arrays.
 */
public final class BlockSize {
    public static final int BLOCK_8X8 = 3;
    public static final int BLOCK_8X16 = 4;
    public static final int BLOCK_16X8 = 5;
    public static final int BLOCK_16X16 = 6;
    public static final int BLOCK_16X32 = 7;
    public static final int BLOCK_32X16 = 8;
    public static final int BLOCK_32X32 = 9;
    public static final int BLOCK_32X64 = 10;
    public static final int BLOCK_64X32 = 11;
    public static final int BLOCK_64X64 = 12;
    public static final int BLOCK_64X128 = 13;
    public static final int BLOCK_128X64 = 14;
    public static final int BLOCK_128X128 = 15;
    public static final int BLOCK_SIZES = 22;

    /** Partitions as in section 6.10.4; the ones this coder uses. */
    public static final int PARTITION_NONE = 0;

    public static final int PARTITION_HORZ = 1;
    public static final int PARTITION_VERT = 2;
    public static final int PARTITION_SPLIT = 3;

    private static final byte[] WIDE_LOG2 = {0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 0, 2, 1, 3, 2, 4};
    private static final byte[] HIGH_LOG2 = {0, 1, 0, 1, 2, 1, 2, 3, 2, 3, 4, 3, 4, 5, 4, 5, 2, 0, 3, 1, 4, 2};
    private static final byte[] SIZE_GROUP = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 0, 0, 1, 1, 2, 2};
    private static final byte[] MAX_TX_DEPTH = {0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 2, 2, 3, 3, 4, 4};
    private static final int LOG2_COUNT = 6;
    private static final byte[] BY_LOG2 = new byte[LOG2_COUNT * LOG2_COUNT];
    private static final byte[] MAX_TX_SIZE = new byte[BLOCK_SIZES];
    private static final byte[] UV_TX_SIZE = new byte[BLOCK_SIZES];

    static {
        for (int size = 0; size < BLOCK_SIZES; size++) {
            BY_LOG2[WIDE_LOG2[size] * LOG2_COUNT + HIGH_LOG2[size]] = (byte) size;
            int width = WIDE_LOG2[size] + 2;
            int height = HIGH_LOG2[size] + 2;
            MAX_TX_SIZE[size] = (byte) TxSize.of(Math.min(6, width), Math.min(6, height));
            UV_TX_SIZE[size] = (byte) TxSize.of(Math.clamp(width - 1, 2, 5), Math.clamp(height - 1, 2, 5));
        }
    }

    private BlockSize() {}

    /** Mi_Width_Log2: base 2 logarithm of the width in units of 4 luma samples, 0 to 5. */
    public static int wideLog2(int size) {
        return WIDE_LOG2[size];
    }

    /** Mi_Height_Log2: base 2 logarithm of the height in units of 4 luma samples, 0 to 5. */
    public static int highLog2(int size) {
        return HIGH_LOG2[size];
    }

    /** Num_4x4_Blocks_Wide: 1 to 32. */
    public static int wide4(int size) {
        return 1 << WIDE_LOG2[size];
    }

    /** Num_4x4_Blocks_High: 1 to 32. */
    public static int high4(int size) {
        return 1 << HIGH_LOG2[size];
    }

    /** Block_Width in luma samples. */
    public static int width(int size) {
        return 4 << WIDE_LOG2[size];
    }

    /** Block_Height in luma samples. */
    public static int height(int size) {
        return 4 << HIGH_LOG2[size];
    }

    /** Size_Group: 0 to 3. */
    public static int sizeGroup(int size) {
        return SIZE_GROUP[size];
    }

    /** Max_Tx_Size_Rect: the largest transform of a block. */
    public static int maxTxSize(int size) {
        return MAX_TX_SIZE[size];
    }

    /** Max_Tx_Depth: how often the largest transform can be split until it is 4x4. */
    public static int maxTxDepth(int size) {
        return MAX_TX_DEPTH[size];
    }

    /** get_tx_size for the chroma planes of 4:2:0 (5.11.37): at most 32x32. */
    public static int uvTxSize(int size) {
        return UV_TX_SIZE[size];
    }

    /** The size with these logarithms of width and height in units of 4 luma samples. */
    public static int of(int wideLog2, int highLog2) {
        return BY_LOG2[wideLog2 * LOG2_COUNT + highLog2];
    }

    /** Partition_Subsize for none, horizontal, vertical and split of a square block. */
    public static int subsize(int partition, int size) {
        int log2 = WIDE_LOG2[size];
        return switch (partition) {
            case PARTITION_NONE -> size;
            case PARTITION_HORZ -> of(log2, log2 - 1);
            case PARTITION_VERT -> of(log2 - 1, log2);
            case PARTITION_SPLIT -> of(log2 - 1, log2 - 1);
            default -> throw new IllegalArgumentException("partition is " + partition + ", allowed are 0 to 3");
        };
    }
}
