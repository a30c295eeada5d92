package dev.moviemaker.emulator.codec;

import dev.moviemaker.emulator.codec.block.Block;
import dev.moviemaker.emulator.codec.block.BlockSize;
import dev.moviemaker.emulator.codec.block.FrameParameters;
import dev.moviemaker.emulator.codec.block.Modes;
import dev.moviemaker.emulator.codec.block.Mv;
import dev.moviemaker.emulator.codec.block.MvPrediction;
import dev.moviemaker.emulator.codec.entropy.Bits;
import dev.moviemaker.emulator.codec.entropy.Cdfs;
import dev.moviemaker.emulator.codec.motion.Distance;
import dev.moviemaker.emulator.codec.motion.MotionSearch;
import java.util.Arrays;

/** Tries references, predicted and searched vectors, and averages of two references for a block, and keeps the cheapest. */
final class InterChoice {
    private static final int OTHER_REFERENCE_BITS = 2;
    private static final int MAX_REFERENCES = 3;
    /** In quantiser steps per sample: a difference that quantisation will mostly take away, so that nothing better need be looked for. */
    private static final double ENOUGH = 0.15;

    /** Smaller blocks search only the reference that was planned. */
    private static final int SEARCHED_AREA = 256;

    private final TileTools tools;
    private final FrameState frame;
    private final FrameParameters parameters;
    private final PartitionPlan plan;
    private final MvPrediction prediction;
    private final MotionSearch search = new MotionSearch();
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
        int mode;
        int ref0;
        int ref1;
        int mv0;
        int mv1;
        int refMvIdx;
    }

    InterChoice(TileTools tools, PartitionPlan plan) {
        this.tools = tools;
        this.plan = plan;
        frame = tools.frame();
        parameters = frame.parameters;
        prediction = tools.prediction();
    }

    /** Makes the block an inter block; returns its cost. */
    double choose(Block block) {
        best.cost = Double.MAX_VALUE;
        int area = block.wide4 * block.high4 * 16;
        enough = ENOUGH * frame.step * area;
        int first = plan.reference(block.row, block.col, block.size);
        if (first == Modes.INTRA_FRAME) {
            first = frame.searchedNames[0];
        }
        Arrays.fill(costs, Double.MAX_VALUE);
        single(block, first, plan.vector(block.row, block.col, block.size), true);
        if (best.cost > 0.5 * enough) {
            for (int i = 0; i < frame.searchedNames.length && i < MAX_REFERENCES; i++) {
                if (frame.searchedNames[i] != first) {
                    single(block, frame.searchedNames[i], Mv.ZERO, area >= SEARCHED_AREA);
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
        setFilters(block);
        return best.cost;
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
        prediction.find(block, tools.tile(), name, Modes.NONE);
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
        Plane source = frame.source.y();
        Plane plane = frame.reference(name).y();
        search.source(
                source.samples,
                source.stride,
                block.col * 4,
                block.row * 4,
                BlockSize.width(block.size),
                BlockSize.height(block.size),
                parameters.bitDepth);
        search.reference(plane.samples, plane.stride, plane.width - 1, plane.height - 1);
        int base = prediction.stack0[0];
        search.price((int) (16 * frame.lambdaAbsolute), base);
        starts[0] = start;
        starts[1] = vectors[name];
        int mv = search.searchWhole(starts, 2);
        if (!parameters.forceIntegerMv) {
            mv = search.searchFractions(mv, filter(), parameters.allowHighPrecisionMv);
        }
        mv = codable(mv);
        double vectorBits = MotionSearch.componentBits(Mv.row(mv) - Mv.row(base))
                + MotionSearch.componentBits(Mv.column(mv) - Mv.column(base));
        tryVector(block, Modes.NEWMV, mv, 0, refBits + vectorBits);
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
        setFilters(block);
        double cost = distance(block) + frame.lambdaAbsolute * (extraBits + modeBits(mode, refMvIdx));
        int name = block.ref0;
        if (cost < costs[name]) {
            costs[name] = cost;
            vectors[name] = mv;
        }
        if (cost < best.cost) {
            keep(cost, mode, block, refMvIdx);
        }
    }

    private void keep(double cost, int mode, Block block, int refMvIdx) {
        best.cost = cost;
        best.mode = mode;
        best.ref0 = block.ref0;
        best.ref1 = block.ref1;
        best.mv0 = block.mv0;
        best.mv1 = block.mv1;
        best.refMvIdx = refMvIdx;
    }

    private double modeBits(int mode, int refMvIdx) {
        char[] cdfs = tools.cdfs();
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

    private int distance(Block block) {
        int width = BlockSize.width(block.size);
        int height = BlockSize.height(block.size);
        tools.inter().predict(block, 0, predicted, 0, width);
        Plane source = frame.source.y();
        int offset = block.row * 4 * source.stride + block.col * 4;
        return Distance.satd(source.samples, offset, source.stride, predicted, 0, width, width, height, scratch);
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
        prediction.find(block, tools.tile(), forward, backward);
        tryPair(block, Modes.NEAREST_NEARESTMV, prediction.stack0[0], prediction.stack1[0]);
        tryPair(block, Modes.GLOBAL_GLOBALMV, Mv.ZERO, Mv.ZERO);
        tryPair(block, Modes.NEW_NEWMV, vectors[forward], vectors[backward]);
        tryPair(block, Modes.NEAREST_NEWMV, prediction.stack0[0], vectors[backward]);
        tryPair(block, Modes.NEW_NEARESTMV, vectors[forward], prediction.stack1[0]);
    }

    private void tryPair(Block block, int mode, int mv0, int mv1) {
        block.mv0 = mv0;
        block.mv1 = mv1;
        setFilters(block);
        double bits = 3 + newBits(mode, 0, mv0, prediction.stack0[0]) + newBits(mode, 1, mv1, prediction.stack1[0]);
        double cost = distance(block) + frame.lambdaAbsolute * bits;
        if (cost < best.cost) {
            keep(cost, mode, block, 0);
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
