// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

import java.util.Arrays;

/**
 * What later blocks, the deblocking filter and later frames need to know of every block of the frame.
 *
 * <p>No block is smaller than 8x8, so the frame is a grid of 8x8 cells. A block stores its values once, in the cell of
 * its top left corner; {@link #owner} tells for every cell which cell that is. This replaces the specification's arrays
 * over 4x4 units (YModes, RefFrames, Mvs, ...), whose entries would all be copies.
 */
public final class ModeInfoMap {
    /** Number of cells in a row and in a column. */
    public final int cols;

    public final int rows;

    /** For every cell the cell that holds its block's values, or -1 where nothing was coded yet. */
    public final int[] owner;

    public final byte[] size;
    public final byte[] yMode;
    /** UVMode; only of use for intra blocks. */
    public final byte[] uvMode;

    /** Reference names; {@link #ref0} is 0 for intra blocks, {@link #ref1} is -1 unless two references are used. */
    public final byte[] ref0;

    public final byte[] ref1;
    public final int[] mv0;
    public final int[] mv1;
    /** interp_filter[ 0 ] and [ 1 ]. */
    public final byte[] filter0;

    public final byte[] filter1;
    public final boolean[] skip;
    public final boolean[] skipMode;

    /** A map for frames of this size in 4x4 units. */
    public ModeInfoMap(int miRows, int miCols) {
        cols = miCols >> 1;
        rows = miRows >> 1;
        int cells = cols * rows;
        owner = new int[cells];
        size = new byte[cells];
        yMode = new byte[cells];
        uvMode = new byte[cells];
        ref0 = new byte[cells];
        ref1 = new byte[cells];
        mv0 = new int[cells];
        mv1 = new int[cells];
        filter0 = new byte[cells];
        filter1 = new byte[cells];
        skip = new boolean[cells];
        skipMode = new boolean[cells];
    }

    /** Forgets all blocks: a new frame begins. */
    public void clear() {
        Arrays.fill(owner, -1);
    }

    /** The cell that holds the values of the block at this position in 4x4 units. */
    public int ownerAt(int miRow, int miCol) {
        return owner[(miRow >> 1) * cols + (miCol >> 1)];
    }

    /** Stores a finished block, so that it can be a neighbour. */
    public void put(Block block) {
        int row = block.row >> 1;
        int col = block.col >> 1;
        int cell = row * cols + col;
        size[cell] = (byte) block.size;
        yMode[cell] = (byte) block.yMode;
        uvMode[cell] = (byte) block.uvMode;
        ref0[cell] = (byte) block.ref0;
        ref1[cell] = (byte) block.ref1;
        mv0[cell] = block.mv0;
        mv1[cell] = block.mv1;
        filter0[cell] = (byte) block.filter0;
        filter1[cell] = (byte) block.filter1;
        skip[cell] = block.skip;
        skipMode[cell] = block.skipMode;
        int right = Math.min(cols, col + ((block.wide4 + 1) >> 1));
        int bottom = Math.min(rows, row + ((block.high4 + 1) >> 1));
        for (int y = row; y < bottom; y++) {
            Arrays.fill(owner, y * cols + col, y * cols + right, cell);
        }
    }
}
