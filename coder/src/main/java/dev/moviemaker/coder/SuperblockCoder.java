// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.block.Block;
import dev.moviemaker.coder.block.BlockSize;
import dev.moviemaker.coder.block.FrameParameters;
import dev.moviemaker.coder.block.ModeInfoMap;
import dev.moviemaker.coder.block.Modes;
import dev.moviemaker.coder.block.MvPrediction;
import dev.moviemaker.coder.block.TileBounds;
import dev.moviemaker.coder.filter.DeblockMap;

/**
 * Decides and reconstructs superblocks, each with its partitions and blocks in decoding order (5.11.4, 5.11.5), so that
 * choices are made with the neighbours a decoder will have. Nothing is written yet, so a superblock needs only those to
 * the left, above, and above right to be done. Belongs to one thread.
 */
final class SuperblockCoder {
    /** What makes the choices. */
    @FunctionalInterface
    interface ChooserFactory {
        BlockChooser make(BlockTools tools);
    }

    private final FrameState frame;
    private final FrameParameters parameters;
    private final ModeInfoMap map;
    private final DeblockMap deblockMap;
    private final BlockChooser chooser;
    private final BlockReconstruction reconstruction;
    private TileBounds tile = new TileBounds(0, 0, 0, 0);
    private Superblock superblock = new Superblock();

    SuperblockCoder(FrameState frame, ChooserFactory choosers) {
        this.frame = frame;
        parameters = frame.parameters;
        map = frame.modeInfo;
        deblockMap = frame.deblockMap;
        InterBlock inter = new InterBlock(frame);
        reconstruction = new BlockReconstruction(frame, inter);
        chooser = choosers.make(new BlockTools(frame, new MvPrediction(parameters, map), inter, reconstruction));
    }

    /** Codes the superblock at this place into {@code target}. */
    void code(TileBounds bounds, int row, int col, Superblock target) {
        tile = bounds;
        superblock = target;
        superblock.clear();
        superblock.qIndex(frame.qIndex(row, col));
        reconstruction.startSuperblock(row, col, tile, superblock.transforms());
        chooser.startSuperblock(row, col);
        partition(row, col, parameters.superblockSize());
    }

    private void partition(int row, int col, int size) {
        if (row >= parameters.miRows || col >= parameters.miCols) {
            return;
        }
        int half = BlockSize.wide4(size) >> 1;
        boolean hasRows = row + half < parameters.miRows;
        boolean hasCols = col + half < parameters.miCols;
        int partition = BlockSize.PARTITION_SPLIT;
        if (size == BlockSize.BLOCK_8X8) {
            partition = BlockSize.PARTITION_NONE;
        } else if (hasRows || hasCols) {
            partition = chooser.partition(row, col, size, hasRows, hasCols);
        }
        superblock.addPartition(partition);
        int subsize = BlockSize.subsize(partition, size);
        switch (partition) {
            case BlockSize.PARTITION_NONE -> block(row, col, subsize);
            case BlockSize.PARTITION_HORZ -> {
                block(row, col, subsize);
                if (hasRows) {
                    block(row + half, col, subsize);
                }
            }
            case BlockSize.PARTITION_VERT -> {
                block(row, col, subsize);
                if (hasCols) {
                    block(row, col + half, subsize);
                }
            }
            default -> {
                partition(row, col, subsize);
                partition(row, col + half, subsize);
                partition(row + half, col, subsize);
                partition(row + half, col + half, subsize);
            }
        }
    }

    private void block(int row, int col, int size) {
        Block block = superblock.nextBlock();
        block.place(row, col, size, tile, map);
        block.resetModes();
        chooser.choose(block);
        reconstruction.reconstruct(block, chooser);
        superblock.endBlock();
        map.put(block);
        record(block);
    }

    /** Tells the deblocking filter what it needs to know of the block. */
    private void record(Block block) {
        boolean still = block.yMode == Modes.GLOBALMV || block.yMode == Modes.GLOBAL_GLOBALMV;
        deblockMap.put(
                block.row,
                block.col,
                BlockSize.wideLog2(block.size) + 2,
                BlockSize.highLog2(block.size) + 2,
                block.skip && block.isInter(),
                block.ref0,
                block.isInter() && !still ? 1 : 0,
                BlockReconstruction.txSize(block, 0),
                BlockSize.uvTxSize(block.size));
    }
}
