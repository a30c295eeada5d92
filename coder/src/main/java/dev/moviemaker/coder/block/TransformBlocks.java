// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

import dev.moviemaker.coder.entropy.Scans;
import dev.moviemaker.coder.transform.TxSize;
import dev.moviemaker.coder.transform.TxType;
import java.util.Arrays;

/**
 * The transform blocks of one superblock in coding order, with their levels: made while its blocks are reconstructed,
 * read when they are written. A block's syntax starts with whether it has any coefficients at all, so reconstruction
 * has to come first.
 */
public final class TransformBlocks {
    private static final int FIRST_CAPACITY = 96;
    private static final int MAX_MI = 32;

    private int count;
    private int blockStart;
    private int levelCount;
    private byte[] plane = new byte[FIRST_CAPACITY];
    private short[] x4 = new short[FIRST_CAPACITY];
    private short[] y4 = new short[FIRST_CAPACITY];
    private byte[] size = new byte[FIRST_CAPACITY];
    private byte[] type = new byte[FIRST_CAPACITY];
    private short[] eob = new short[FIRST_CAPACITY];

    /** The first {@code eob} levels of every transform block in scan order, one block after the other. */
    private int[] levels = new int[1024];

    /** TxTypes: luma types by 4x4 unit within the current block. */
    private final byte[] lumaTypes = new byte[MAX_MI * MAX_MI];

    /** Forgets all: a superblock begins. */
    public void clear() {
        count = 0;
        levelCount = 0;
    }

    /** The transform blocks added from now on belong to a new block. */
    public void startBlock() {
        blockStart = count;
    }

    /**
     * Adds a transform block.
     *
     * @param blockEob one more than the scan index of the last level that is not zero; 0 for an empty block
     */
    public void add(
            Block block,
            int blockPlane,
            int blockX4,
            int blockY4,
            int txSize,
            int txType,
            int[] blockLevels,
            int blockEob) {
        if (count == plane.length) {
            grow();
        }
        plane[count] = (byte) blockPlane;
        x4[count] = (short) blockX4;
        y4[count] = (short) blockY4;
        size[count] = (byte) txSize;
        type[count] = (byte) txType;
        eob[count] = (short) blockEob;
        count++;
        if (levelCount + blockEob > levels.length) {
            levels = Arrays.copyOf(levels, 2 * levels.length);
        }
        short[] scan = Scans.scan(txSize, Scans.txClass(txType));
        for (int c = 0; c < blockEob; c++) {
            levels[levelCount + c] = blockLevels[scan[c]];
        }
        levelCount += blockEob;
        if (blockPlane == 0) {
            int kept = blockEob == 0 ? TxType.DCT_DCT : txType;
            int left = blockX4 - block.col;
            int top = blockY4 - block.row;
            for (int y = 0; y < TxSize.height(txSize) >> 2; y++) {
                int from = (top + y) * MAX_MI + left;
                Arrays.fill(lumaTypes, from, from + (TxSize.width(txSize) >> 2), (byte) kept);
            }
        }
    }

    private void grow() {
        int capacity = 2 * count;
        plane = Arrays.copyOf(plane, capacity);
        x4 = Arrays.copyOf(x4, capacity);
        y4 = Arrays.copyOf(y4, capacity);
        size = Arrays.copyOf(size, capacity);
        type = Arrays.copyOf(type, capacity);
        eob = Arrays.copyOf(eob, capacity);
    }

    /**
     * compute_tx_type for a chroma block of an inter block (5.11.40): the type of the luma block at the same place, if
     * chroma can have it.
     */
    public int interChromaType(Block block, int chromaX4, int chromaY4, int txSize, boolean reducedTxSet) {
        int set = TxTypeSets.set(txSize, true, reducedTxSet);
        int luma = lumaTypes[((chromaY4 << 1) - block.row) * MAX_MI + (chromaX4 << 1) - block.col];
        return TxTypeSets.symbolOf(set, true, luma) >= 0 ? luma : TxType.DCT_DCT;
    }

    /** Whether no transform block of the current block has a level that is not zero. */
    public boolean isBlockEmpty() {
        for (int i = blockStart; i < count; i++) {
            if (eob[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** How many transform blocks there are so far. */
    public int count() {
        return count;
    }

    /** Goes back to the first transform block, to write them. */
    public void rewind() {
        blockStart = 0;
        levelCount = 0;
    }

    /** Passes over the transform blocks of a block without coefficients, up to number {@code end}. */
    public void skip(int end) {
        blockStart = end;
    }

    /** Writes the block's transform blocks: from where the last call ended up to number {@code end}. */
    public void write(Block block, int end, CoefficientWriter writer) {
        for (int i = blockStart; i < end; i++) {
            writer.write(block, plane[i], x4[i], y4[i], size[i], type[i], levels, levelCount, eob[i]);
            levelCount += eob[i];
        }
        blockStart = end;
    }
}
