// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.block.BlockSize;
import dev.moviemaker.coder.block.FrameParameters;
import dev.moviemaker.coder.block.Mv;
import dev.moviemaker.coder.motion.BlockMatch;
import dev.moviemaker.coder.motion.Distance;
import dev.moviemaker.coder.motion.MotionSearch;
import dev.moviemaker.coder.picture.Plane;
import dev.moviemaker.coder.predict.IntraPredictor;
import java.util.Arrays;

/**
 * Decides how one superblock is cut, before any of it is coded, from the source and the references alone: a block stays
 * whole where its four quarters, each with its own motion or direction, would not fit so much better that their extra
 * syntax pays. Also keeps the motion found, as a start for the real search.
 */
final class PartitionPlan {
    private static final int CELLS = 16;
    private static final int LEVELS = 6;
    /** DC_PRED, V_PRED, H_PRED, SMOOTH_PRED, PAETH_PRED; beside motion the two that most often win. */
    private static final int[] TRIED_INTRA = {0, 1, 2, 9, 12};

    private static final int[] TRIED_INTRA_BESIDE_MOTION = {0, 9};
    private static final int SMALLEST = 1;
    private static final int NO_REFERENCE = 0;
    /** Level of the blocks that look into every reference; smaller ones only where that one found most. */
    private static final int ALL_REFERENCES = 4;

    /** Part of what is not worth cutting a block for from which on the search for a better vector ends. */
    private static final double ENOUGH = 0.5;

    /** Bits that a block's own mode information takes, about. */
    private static final int BLOCK_BITS = 7;

    private final FrameState frame;
    private final FrameParameters parameters;
    private final BlockMatch match = new BlockMatch();
    private final MotionSearch search = new MotionSearch(match);
    private final IntraPredictor intra = new IntraPredictor();
    private final short[] prediction = new short[64 * 64];
    private final int[] scratch = new int[64];
    private final int[] starts = new int[3];

    /** Price of a bit in units of absolute difference. */
    private final double lambda;

    private final double flat;

    /**
     * By level (log2 of the side in 4x4 units) and 8x8 cell: chosen partition, best reference (0 intra), vector or
     * intra mode.
     */
    private final byte[][] partition = new byte[LEVELS][CELLS * CELLS];

    private final byte[][] reference = new byte[LEVELS][CELLS * CELLS];
    private final int[][] vector = new int[LEVELS][CELLS * CELLS];

    /** By 64x64 square of the superblock (two in a row) and reference name: the vector found there. */
    private final int[][] farVector = new int[4][8];

    private int baseRow;
    private int baseCol;

    PartitionPlan(FrameState frame) {
        this.frame = frame;
        this.parameters = frame.parameters;
        lambda = frame.lambdaHadamard;
        flat = frame.flat;
    }

    /** Plans the superblock at this place. */
    void plan(int miRow, int miCol) {
        baseRow = miRow;
        baseCol = miCol;
        for (int level = 0; level < LEVELS; level++) {
            Arrays.fill(reference[level], (byte) NO_REFERENCE);
            Arrays.fill(vector[level], Mv.ZERO);
        }
        for (int[] vectors : farVector) {
            Arrays.fill(vectors, Mv.ZERO);
        }
        evaluate(miRow, miCol, parameters.use128x128Superblock ? 5 : 4, Mv.ZERO);
    }

    /** The planned partition of the square block at this place. */
    int partition(int miRow, int miCol, int size) {
        return partition[BlockSize.wideLog2(size)][cell(miRow, miCol)];
    }

    /**
     * The vector planned for the smallest square that holds the top left corner of this block and is not smaller than
     * it.
     */
    int vector(int miRow, int miCol, int size) {
        return vector[level(size)][cell(miRow, miCol)];
    }

    /** The reference name planned for the same square; 0 where nothing pointed into a reference. */
    int reference(int miRow, int miCol, int size) {
        return reference[level(size)][cell(miRow, miCol)];
    }

    /**
     * The vector found in this reference for the 64x64 square around the block; zero where that one was not searched as
     * a whole.
     */
    int vectorInto(int name, int miRow, int miCol) {
        return farVector[square(miRow, miCol)][name];
    }

    private int square(int miRow, int miCol) {
        return ((miRow - baseRow) >> 4) * 2 + ((miCol - baseCol) >> 4);
    }

    private static int level(int size) {
        return Math.min(BlockSize.wideLog2(size), BlockSize.highLog2(size));
    }

    private int cell(int miRow, int miCol) {
        return ((miRow - baseRow) >> 1) * CELLS + ((miCol - baseCol) >> 1);
    }

    private double evaluate(int row, int col, int level, int parentVector) {
        if (row >= parameters.miRows || col >= parameters.miCols) {
            return 0;
        }
        int half = 1 << (level - 1);
        int cell = cell(row, col);
        boolean whole = row + half < parameters.miRows && col + half < parameters.miCols;
        double cost = Double.MAX_VALUE;
        if (whole || level == SMALLEST) {
            cost = level > 4 ? Double.MAX_VALUE : single(row, col, level, parentVector);
            partition[level][cell] = BlockSize.PARTITION_NONE;
            double area = (1 << (2 * level)) * 16.0;
            if (level == SMALLEST || cost < flat * area) {
                return cost;
            }
        }
        int start = level > 4 || !whole ? parentVector : vector[level][cell];
        double split = evaluate(row, col, level - 1, start)
                + evaluate(row, col + half, level - 1, start)
                + evaluate(row + half, col, level - 1, start)
                + evaluate(row + half, col + half, level - 1, start);
        if (level > 4) {
            return mergeLargest(row, col, split);
        }
        if (split + lambda < cost) {
            partition[level][cell] = (byte) (whole ? oblong(row, col, level) : BlockSize.PARTITION_SPLIT);
            return split;
        }
        return cost;
    }

    /** A 128x128 block stays whole where its quarters stay whole and move together. */
    private double mergeLargest(int row, int col, double split) {
        boolean whole = row + 16 < parameters.miRows && col + 16 < parameters.miCols && !parameters.frameIsIntra;
        boolean together = whole;
        for (int i = 0; i < 4 && together; i++) {
            int cell = cell(row + (i >> 1) * 16, col + (i & 1) * 16);
            together = partition[4][cell] == BlockSize.PARTITION_NONE
                    && reference[4][cell] != NO_REFERENCE
                    && reference[4][cell] == reference[4][cell(row, col)]
                    && vector[4][cell] == vector[4][cell(row, col)];
        }
        partition[5][cell(row, col)] = (byte) (together ? BlockSize.PARTITION_NONE : BlockSize.PARTITION_SPLIT);
        vector[5][cell(row, col)] = vector[4][cell(row, col)];
        reference[5][cell(row, col)] = reference[4][cell(row, col)];
        return split;
    }

    /** Split, or two oblongs where the quarters agree in pairs. */
    private int oblong(int row, int col, int level) {
        int below = level - 1;
        int half = 1 << below;
        if (below == SMALLEST && parameters.frameIsIntra) {
            return BlockSize.PARTITION_SPLIT;
        }
        int a = cell(row, col);
        int b = cell(row, col + half);
        int c = cell(row + half, col);
        int d = cell(row + half, col + half);
        if (same(below, a, b) && same(below, c, d)) {
            return BlockSize.PARTITION_HORZ;
        }
        if (same(below, a, c) && same(below, b, d)) {
            return BlockSize.PARTITION_VERT;
        }
        return BlockSize.PARTITION_SPLIT;
    }

    private boolean same(int level, int first, int second) {
        return partition[level][first] == BlockSize.PARTITION_NONE
                && partition[level][second] == BlockSize.PARTITION_NONE
                && reference[level][first] == reference[level][second]
                && vector[level][first] == vector[level][second];
    }

    /** The cost of coding a square as one block. */
    private double single(int row, int col, int level, int parentVector) {
        int side = 4 << level;
        int cell = cell(row, col);
        double area = (double) side * side;
        double best = Double.MAX_VALUE;
        reference[level][cell] = NO_REFERENCE;
        vector[level][cell] = Mv.ZERO;
        boolean intraOnly = parameters.frameIsIntra || frame.isIntraOnly(row, col);
        if (frame.searchedNames.length > 0 && !intraOnly) {
            best = motion(row, col, level, parentVector);
        }
        if (best > 3 * flat * area) {
            int mode = -1;
            double intraBest = best;
            intra.prepare(
                    frame.source.y().samples,
                    frame.source.y().stride,
                    col * 4,
                    row * 4,
                    level + 2,
                    level + 2,
                    col > 0,
                    row > 0,
                    false,
                    false,
                    parameters.miCols * 4 - 1,
                    parameters.miRows * 4 - 1,
                    parameters.bitDepth);
            for (int tried : intraOnly ? TRIED_INTRA : TRIED_INTRA_BESIDE_MOTION) {
                double cost = intraCost(row, col, side, tried) + BLOCK_BITS * lambda;
                if (cost < intraBest) {
                    intraBest = cost;
                    mode = tried;
                }
            }
            if (mode >= 0) {
                best = intraBest;
                reference[level][cell] = NO_REFERENCE;
                vector[level][cell] = parameters.frameIsIntra ? mode : vector[level][cell];
            }
        }
        return best;
    }

    private double intraCost(int row, int col, int side, int mode) {
        Plane source = frame.source.y();
        intra.predict(mode, 0, false, false, prediction, 0, side);
        int offset = row * 4 * source.stride + col * 4;
        return Distance.satd(source.samples, offset, source.stride, prediction, 0, side, side, side, scratch);
    }

    private double motion(int row, int col, int level, int parentVector) {
        Plane source = frame.source.y();
        int side = 4 << level;
        int cell = cell(row, col);
        match.source(source.samples, source.stride, col * 4, row * 4, side, side, parameters.bitDepth);
        match.price((int) (lambda * 16), parentVector);
        search.enough(ENOUGH * flat * side * side);
        starts[0] = col > baseCol ? vector[level][cell(row, col - 1)] : Mv.ZERO;
        double best = Double.MAX_VALUE;
        int limit = level >= ALL_REFERENCES ? frame.searchedNames.length : Math.min(1, frame.searchedNames.length);
        for (int i = 0; i < Math.min(limit, 3); i++) {
            int name = level >= ALL_REFERENCES ? frame.searchedNames[i] : parentName(row, col);
            Plane plane = frame.reference(name).y();
            match.reference(plane.samples, plane.stride, plane.width - 1, plane.height - 1);
            int found = search.searchRoughly(starts, 1);
            if (level >= ALL_REFERENCES) {
                farVector[square(row, col)][name] = found;
            }
            double cost = search.cost() + (BLOCK_BITS + i) * lambda;
            if (cost < best && frame.mayUse(row, col, side, side, name, found)) {
                best = cost;
                vector[level][cell] = found;
                reference[level][cell] = (byte) name;
            }
        }
        return best;
    }

    /** Small blocks look only where the block around them looked best. */
    private int parentName(int row, int col) {
        int mask = -(1 << ALL_REFERENCES);
        int parentRow = baseRow + ((row - baseRow) & mask);
        int parentCol = baseCol + ((col - baseCol) & mask);
        int name = reference[ALL_REFERENCES][cell(parentRow, parentCol)];
        return name == NO_REFERENCE ? frame.searchedNames[0] : name;
    }
}
