// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.block.Block;
import dev.moviemaker.coder.block.TransformBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Everything decided about one superblock, in coding order: made by a {@link SuperblockCoder}, read once by the
 * {@link TileWriter} of its tile. Used again for the superblock at the same place of the next frame.
 */
final class Superblock {
    private final List<Block> blocks = new ArrayList<>();
    private final TransformBlocks transforms = new TransformBlocks();

    /** By block: how many transform blocks there are up to its last one. */
    private int[] transformEnds = new int[16];

    private int blockCount;
    private byte[] partitions = new byte[32];
    private int partitionCount;

    private int qIndex;

    /** The QIndex of its blocks. */
    int qIndex() {
        return qIndex;
    }

    /** Sets the QIndex of its blocks. */
    void qIndex(int value) {
        qIndex = value;
    }

    /** Forgets all. */
    void clear() {
        blockCount = 0;
        partitionCount = 0;
        transforms.clear();
    }

    /** Adds how the next square block is cut. */
    void addPartition(int partition) {
        if (partitionCount == partitions.length) {
            partitions = Arrays.copyOf(partitions, 2 * partitionCount);
        }
        partitions[partitionCount++] = (byte) partition;
    }

    /** The next block, still with the values of an earlier frame; {@link #endBlock} ends it. */
    Block nextBlock() {
        if (blockCount == blocks.size()) {
            blocks.add(new Block());
        }
        return blocks.get(blockCount);
    }

    /** The block is complete, with its transform blocks. */
    void endBlock() {
        if (blockCount == transformEnds.length) {
            transformEnds = Arrays.copyOf(transformEnds, 2 * blockCount);
        }
        transformEnds[blockCount++] = transforms.count();
    }

    /** Goes back to the start, to read what was put in. */
    void rewind() {
        blockCount = 0;
        partitionCount = 0;
        transforms.rewind();
    }

    /** How the next square block was cut. */
    int readPartition() {
        return partitions[partitionCount++];
    }

    /** The next block; {@link #transformEnd} belongs to it. */
    Block readBlock() {
        return blocks.get(blockCount++);
    }

    /** Number after the last transform block of the block read last. */
    int transformEnd() {
        return transformEnds[blockCount - 1];
    }

    /** Counts its blocks, once all are there. */
    void count(PictureFigures.Counter counter) {
        for (int i = 0; i < blockCount; i++) {
            counter.add(blocks.get(i), qIndex);
        }
    }

    TransformBlocks transforms() {
        return transforms;
    }
}
