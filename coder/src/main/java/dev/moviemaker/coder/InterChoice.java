// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.block.Block;
import dev.moviemaker.coder.block.BlockSize;
import dev.moviemaker.coder.block.FrameParameters;
import dev.moviemaker.coder.block.Modes;
import dev.moviemaker.coder.block.Mv;
import dev.moviemaker.coder.block.MvPrediction;
import dev.moviemaker.coder.entropy.Bits;
import dev.moviemaker.coder.entropy.Cdfs;
import dev.moviemaker.coder.motion.BlockMatch;
import dev.moviemaker.coder.motion.Distance;
import dev.moviemaker.coder.motion.MotionSearch;
import dev.moviemaker.coder.picture.Plane;
import dev.moviemaker.coder.predict.InterPredictor;
import java.util.Arrays;

/**
 * Tries references, predicted and searched vectors, and averages of two references for a block, and keeps the cheapest.
 */
final class InterChoice {
    private static final int OTHER_REFERENCE_BITS = 2;
    private static final int MAX_REFERENCES = 3;
    /** Smaller blocks search only the reference that was planned. */
    private static final int SEARCHED_AREA = 256;

    private final BlockTools tools;
    private final FrameState frame;
    private final FrameParameters parameters;
    private final PartitionPlan plan;
    private final MvPrediction prediction;
    private final BlockMatch match = new BlockMatch();
    private final MotionSearch search = new MotionSearch(match);
    private final int[] average = new int[128 * 128];

    /** Unrounded predictions of both references by the neighbours' vectors and by their own best ones. */
    private final int[] nearRaw0 = new int[128 * 128];

    private final int[] nearRaw1 = new int[128 * 128];
    private final int[] newRaw0 = new int[128 * 128];
    private final int[] newRaw1 = new int[128 * 128];
    private final short[] predicted = new short[128 * 128];
    private final int[] scratch = new int[64];
    private final int[] starts = new int[2];
    private final Candidate best = new Candidate();
    /** By reference name: the best single vector found for the current block, and its cost. */
    private final int[] vectors = new int[8];

    private final double[] costs = new double[8];
    private double enough;

    /** What is kept of the cheapest choice so far. */
    private static final class Candidate {
        double cost;
        double bits;
        int mode;
        int ref0;
        int ref1;
        int mv0;
        int mv1;
        int refMvIdx;
    }

    InterChoice(BlockTools tools, PartitionPlan plan) {
        this.tools = tools;
        this.plan = plan;
        frame = tools.frame();
        parameters = frame.parameters;
        prediction = tools.prediction();
    }

    /** Makes the block an inter block; returns its cost, {@code Double.MAX_VALUE} if it may refer to nothing. */
    double choose(Block block) {
        best.cost = Double.MAX_VALUE;
        int area = block.wide4 * block.high4 * 16;
        enough = frame.enough * area;
        int first = plan.reference(block.row, block.col, block.size);
        if (first == Modes.INTRA_FRAME) {
            first = frame.searchedNames[0];
        }
        Arrays.fill(costs, Double.MAX_VALUE);
        setFilters(block);
        Plane source = frame.source.y();
        match.source(
                source.samples,
                source.stride,
                block.col * 4,
                block.row * 4,
                BlockSize.width(block.size),
                BlockSize.height(block.size),
                parameters.bitDepth);
        single(block, first, plan.vector(block.row, block.col, block.size), true);
        if (best.cost > 0.5 * enough) {
            for (int i = 0; i < frame.searchedNames.length && i < MAX_REFERENCES; i++) {
                int name = frame.searchedNames[i];
                if (name != first) {
                    single(block, name, plan.vectorInto(name, block.row, block.col), area >= SEARCHED_AREA);
                }
            }
            if (parameters.referenceSelect && frame.searchedNames.length > 1) {
                compound(block);
            }
        }
        block.yMode = best.mode;
        block.ref0 = best.ref0;
        block.ref1 = best.ref1;
        block.mv0 = best.mv0;
        block.mv1 = best.mv1;
        block.refMvIdx = best.refMvIdx;
        return best.cost;
    }

    /** The cost of the chosen prediction in the terms of intra modes: by absolute Hadamard differences. */
    double hadamardCost(Block block) {
        int width = BlockSize.width(block.size);
        int height = BlockSize.height(block.size);
        InterPredictor.store(tools.inter().predict(block, 0), width, height, predicted, 0, width);
        Plane source = frame.source.y();
        int offset = block.row * 4 * source.stride + block.col * 4;
        return Distance.satd(source.samples, offset, source.stride, predicted, 0, width, width, height, scratch)
                + best.bits * frame.lambdaHadamard;
    }

    private void setFilters(Block block) {
        boolean own = parameters.interpolationFilter == FrameParameters.SWITCHABLE;
        block.filter0 = own ? 0 : parameters.interpolationFilter;
        block.filter1 = block.filter0;
    }

    /** One reference: the vectors of neighbours, no motion, and if {@code searched} what a search finds. */
    private void single(Block block, int name, int start, boolean searched) {
        block.ref0 = name;
        block.ref1 = Modes.NONE;
        Plane plane = frame.reference(name).y();
        match.reference(plane.samples, plane.stride, plane.width - 1, plane.height - 1);
        prediction.find(block, name, Modes.NONE);
        double refBits = name == frame.searchedNames[0] ? 0 : OTHER_REFERENCE_BITS;
        tryVector(block, Modes.NEARESTMV, prediction.stack0[0], 0, refBits);
        int near = Math.min(prediction.found, searched ? 3 : 2);
        for (int idx = 1; idx < near; idx++) {
            tryVector(block, Modes.NEARMV, prediction.stack0[idx], idx, refBits);
        }
        if (searched && prediction.stack0[0] != Mv.ZERO) {
            tryVector(block, Modes.GLOBALMV, Mv.ZERO, 0, refBits);
        }
        if (searched && costs[name] > enough) {
            searchNew(block, name, start, refBits);
        }
    }

    private void searchNew(Block block, int name, int start, double refBits) {
        int base = prediction.stack0[0];
        match.price((int) (16 * frame.lambdaAbsolute), base);
        starts[0] = start;
        starts[1] = vectors[name];
        search.enough(enough);
        int found = search.searchNear(starts, 2);
        int distance = -1;
        if (!parameters.forceIntegerMv) {
            found = search.searchFractions(found, filter(), parameters.allowHighPrecisionMv);
            distance = search.distance();
        }
        int mv = codable(found);
        double vectorBits = MotionSearch.componentBits(Mv.row(mv) - Mv.row(base))
                + MotionSearch.componentBits(Mv.column(mv) - Mv.column(base));
        block.mv0 = mv;
        boolean measured = distance >= 0 && mv == found;
        account(block, Modes.NEWMV, 0, refBits + vectorBits, measured ? distance : match.distance(mv, filter()));
    }

    /** A vector of the precision the frame allows, and in the range of vectors. */
    private int codable(int mv) {
        int row = Math.clamp(Mv.row(mv), -(Mv.LIMIT - 8), Mv.LIMIT - 8);
        int column = Math.clamp(Mv.column(mv), -(Mv.LIMIT - 8), Mv.LIMIT - 8);
        return Mv.lowerPrecision(Mv.of(row, column), parameters.allowHighPrecisionMv, parameters.forceIntegerMv);
    }

    private int filter() {
        return parameters.interpolationFilter == FrameParameters.SWITCHABLE ? 0 : parameters.interpolationFilter;
    }

    private void tryVector(Block block, int mode, int mv, int refMvIdx, double extraBits) {
        block.mv0 = mv;
        account(block, mode, refMvIdx, extraBits, match.distance(mv, filter()));
    }

    /** Compares the block's vector, whose prediction is this far from the source, with what was found before. */
    private void account(Block block, int mode, int refMvIdx, double extraBits, int distance) {
        if (!mayUse(block, block.ref0, block.mv0)) {
            return;
        }
        double bits = extraBits + modeBits(mode, refMvIdx);
        double cost = distance + frame.lambdaAbsolute * bits;
        int name = block.ref0;
        if (cost < costs[name]) {
            costs[name] = cost;
            vectors[name] = block.mv0;
        }
        if (cost < best.cost) {
            keep(cost, bits, mode, block, refMvIdx);
        }
    }

    private boolean mayUse(Block block, int name, int mv) {
        return frame.mayUse(block.row, block.col, 4 * block.wide4, 4 * block.high4, name, mv);
    }

    private void keep(double cost, double bits, int mode, Block block, int refMvIdx) {
        best.cost = cost;
        best.bits = bits;
        best.mode = mode;
        best.ref0 = block.ref0;
        best.ref1 = block.ref1;
        best.mv0 = block.mv0;
        best.mv1 = block.mv1;
        best.refMvIdx = refMvIdx;
    }

    private double modeBits(int mode, int refMvIdx) {
        char[] cdfs = frame.cdfs;
        double bits = Bits.of(cdfs, Cdfs.NEW_MV + prediction.newMvContext * 3, mode == Modes.NEWMV ? 0 : 1);
        if (mode == Modes.NEWMV) {
            return bits;
        }
        bits += Bits.of(cdfs, Cdfs.ZERO_MV, mode == Modes.GLOBALMV ? 0 : 1);
        if (mode != Modes.GLOBALMV) {
            bits += Bits.of(cdfs, Cdfs.REF_MV + prediction.refMvContext * 3, mode == Modes.NEARMV ? 1 : 0);
        }
        return bits + refMvIdx;
    }

    /** The average of the best forward and the best backward reference, with the vectors each found alone. */
    private void compound(Block block) {
        int forward = 0;
        int backward = 0;
        for (int i = 0; i < frame.searchedNames.length && i < MAX_REFERENCES; i++) {
            int name = frame.searchedNames[i];
            if (name >= Modes.BWDREF_FRAME) {
                backward = backward == 0 || costs[name] < costs[backward] ? name : backward;
            } else {
                forward = forward == 0 || costs[name] < costs[forward] ? name : forward;
            }
        }
        if (forward == 0 || backward == 0) {
            return;
        }
        block.ref0 = forward;
        block.ref1 = backward;
        prediction.find(block, forward, backward);
        int near0 = prediction.stack0[0];
        int near1 = prediction.stack1[0];
        int new0 = vectors[forward];
        int new1 = vectors[backward];
        tools.inter().predictUnrounded(block, forward, near0, nearRaw0);
        tools.inter().predictUnrounded(block, backward, near1, nearRaw1);
        tryPair(block, Modes.NEAREST_NEARESTMV, near0, near1, nearRaw0, nearRaw1);
        if (near0 != Mv.ZERO || near1 != Mv.ZERO) {
            tools.inter().predictUnrounded(block, forward, Mv.ZERO, newRaw0);
            tools.inter().predictUnrounded(block, backward, Mv.ZERO, newRaw1);
            tryPair(block, Modes.GLOBAL_GLOBALMV, Mv.ZERO, Mv.ZERO, newRaw0, newRaw1);
        }
        boolean other0 = new0 != near0;
        boolean other1 = new1 != near1;
        if (other0) {
            tools.inter().predictUnrounded(block, forward, new0, newRaw0);
            tryPair(block, Modes.NEW_NEARESTMV, new0, near1, newRaw0, nearRaw1);
        }
        if (other1) {
            tools.inter().predictUnrounded(block, backward, new1, newRaw1);
            tryPair(block, Modes.NEAREST_NEWMV, near0, new1, nearRaw0, newRaw1);
        }
        if (other0 && other1) {
            tryPair(block, Modes.NEW_NEWMV, new0, new1, newRaw0, newRaw1);
        }
    }

    private void tryPair(Block block, int mode, int mv0, int mv1, int[] raw0, int[] raw1) {
        if (!mayUse(block, block.ref0, mv0) || !mayUse(block, block.ref1, mv1)) {
            return;
        }
        block.mv0 = mv0;
        block.mv1 = mv1;
        int count = block.wide4 * block.high4 * 16;
        InterPredictor.average(raw0, raw1, count, parameters.bitDepth, average);
        double bits = 3 + newBits(mode, 0, mv0, prediction.stack0[0]) + newBits(mode, 1, mv1, prediction.stack1[0]);
        double cost = match.difference(average) + frame.lambdaAbsolute * bits;
        if (cost < best.cost) {
            keep(cost, bits, mode, block, 0);
        }
    }

    private static double newBits(int mode, int list, int mv, int base) {
        if (Modes.ofList(mode, list) != Modes.NEWMV) {
            return 0;
        }
        return MotionSearch.componentBits(Mv.row(mv) - Mv.row(base))
                + MotionSearch.componentBits(Mv.column(mv) - Mv.column(base));
    }
}
