// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

import dev.moviemaker.coder.entropy.Cdfs;
import dev.moviemaker.coder.entropy.SymbolEncoder;

/** The element partition and its forms at the frame's edge (5.11.4 and 8.3.2). */
public final class PartitionWriter {
    private static final int[] CDF = {
        0, Cdfs.PARTITION_W8, Cdfs.PARTITION_W16, Cdfs.PARTITION_W32, Cdfs.PARTITION_W64, Cdfs.PARTITION_W128
    };
    private static final int[] COUNT = {0, 4, 10, 10, 10, 8};

    /**
     * Partitions that put a vertical edge into the upper half, and those that put a horizontal edge into the left half.
     */
    private static final int[] VERTICAL = {2, 3, 4, 6, 7, 9};

    private static final int[] HORIZONTAL = {1, 3, 4, 5, 6, 8};
    private static final int LARGEST_LOG2 = 5;
    private static final int ONE = 1 << 15;

    private final SymbolEncoder symbols;
    private final ModeInfoMap map;

    public PartitionWriter(SymbolEncoder symbols, ModeInfoMap map) {
        this.symbols = symbols;
        this.map = map;
    }

    /** Writes how a square block is cut; nothing where the frame's edge leaves no choice. */
    public void write(TileBounds tile, int row, int col, int size, boolean hasRows, boolean hasCols, int partition) {
        if (!hasRows && !hasCols) {
            return;
        }
        int log2 = BlockSize.wideLog2(size);
        int cdf = cdf(tile, row, col, log2);
        if (hasRows && hasCols) {
            symbols.symbol(cdf, partition, COUNT[log2]);
            return;
        }
        int splitProbability = symbols.sumOf(cdf, hasCols ? VERTICAL : HORIZONTAL, log2 == LARGEST_LOG2 ? 5 : 6);
        symbols.fixedBit(ONE - splitProbability, partition == BlockSize.PARTITION_SPLIT);
    }

    private int cdf(TileBounds tile, int row, int col, int log2) {
        boolean above = row > tile.miRowStart() && BlockSize.wideLog2(map.size[map.ownerAt(row - 1, col)]) < log2;
        boolean left = col > tile.miColStart() && BlockSize.highLog2(map.size[map.ownerAt(row, col - 1)]) < log2;
        return CDF[log2] + ((left ? 2 : 0) + (above ? 1 : 0)) * (COUNT[log2] + 1);
    }
}
