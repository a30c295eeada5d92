// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

import dev.moviemaker.coder.transform.TxSize;

/**
 * Split_Tx_Size (9.3): into which size a transform is split. Squares become four squares, oblongs are halved along
 * their longer side.
 */
public final class TxSplit {
    /** MAX_TX_DEPTH and MAX_VARTX_DEPTH. */
    public static final int MAX_DEPTH = 2;

    private static final byte[] ONCE = new byte[TxSize.TX_SIZES_ALL];

    static {
        for (int size = 0; size < ONCE.length; size++) {
            int width = TxSize.widthLog2(size);
            int height = TxSize.heightLog2(size);
            int smallerWidth = width >= height && width > 2 ? width - 1 : width;
            int smallerHeight = height >= width && height > 2 ? height - 1 : height;
            ONCE[size] = (byte) TxSize.of(smallerWidth, smallerHeight);
        }
    }

    private TxSplit() {}

    /** Split once. */
    public static int once(int txSize) {
        return ONCE[txSize];
    }

    /** Split {@code depth} times. */
    public static int apply(int txSize, int depth) {
        int size = txSize;
        for (int i = 0; i < depth; i++) {
            size = ONCE[size];
        }
        return size;
    }
}
