// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.block.Block;

/**
 * Makes the free choices of an encoder: how superblocks are cut and which modes blocks have. Whatever it chooses, the
 * stream is right; only quality and size depend on it. One chooser works on one tile, on that tile's thread.
 */
interface BlockChooser {
    /** A superblock begins. */
    void startSuperblock(int miRow, int miCol);

    /**
     * How a square block is cut.
     *
     * @param size BLOCK_8X8 to BLOCK_128X128
     * @param hasRows whether the lower half lies at least partly in the frame; without it only horizontal and split are
     *     allowed
     * @param hasCols whether the right half does; without it only vertical and split are allowed
     * @return PARTITION_NONE to PARTITION_SPLIT; 8x8 blocks are never cut
     */
    int partition(int miRow, int miCol, int size, boolean hasRows, boolean hasCols);

    /**
     * Chooses everything about a placed block whose modes were reset: prediction, vectors, filters, transform depth.
     */
    void choose(Block block);

    /** The transform type of a luma transform block, out of {@code TxTypeSets.types(set, block.isInter())}. */
    int txType(Block block, int txSize, int set);
}
