// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.block.Block;
import dev.moviemaker.coder.block.BlockSize;
import dev.moviemaker.coder.block.FrameParameters;
import dev.moviemaker.coder.block.ModeInfoMap;
import dev.moviemaker.coder.block.Modes;
import dev.moviemaker.coder.entropy.Bits;
import dev.moviemaker.coder.entropy.Cdfs;
import dev.moviemaker.coder.motion.Distance;
import dev.moviemaker.coder.picture.Plane;
import dev.moviemaker.coder.predict.IntraPredictor;
import dev.moviemaker.coder.transform.TxSize;

/** Tries intra modes for a block and keeps the cheapest. */
final class IntraChoice {
    private static final int[] CONTEXT = {0, 1, 2, 3, 4, 4, 4, 4, 3, 0, 1, 2, 0};
    private static final int[] FIRST = {
        Modes.DC_PRED,
        Modes.SMOOTH_PRED,
        Modes.V_PRED,
        Modes.H_PRED,
        Modes.PAETH_PRED,
        Modes.SMOOTH_V_PRED,
        Modes.SMOOTH_H_PRED
    };
    private static final int[] DIRECTIONS = {
        Modes.D45_PRED, Modes.D135_PRED, Modes.D113_PRED, Modes.D157_PRED, Modes.D203_PRED, Modes.D67_PRED
    };
    private static final int INTER_FRAME_EXTRA_BITS = 3;

    private final BlockTools tools;
    private final FrameState frame;
    private final FrameParameters parameters;
    private final ModeInfoMap map;
    private final IntraPredictor predictor = new IntraPredictor();
    private final short[] prediction = new short[64 * 64];
    private final int[] scratch = new int[64];

    private double bestCost;
    private int bestMode;
    private int bestAngle;

    IntraChoice(BlockTools tools) {
        this.tools = tools;
        frame = tools.frame();
        parameters = frame.parameters;
        map = frame.modeInfo;
    }

    /** Makes the block an intra block if some mode costs less than {@code limit}. */
    void choose(Block block, double limit) {
        int txSize = BlockSize.maxTxSize(block.size);
        tools.reconstruction().prepareIntra(predictor, block, 0, block.col, block.row, txSize);
        boolean smooth = tools.reconstruction().hasSmoothNeighbour(block, 0);
        bestCost = limit;
        bestMode = -1;
        double extra = parameters.frameIsIntra ? 0 : INTER_FRAME_EXTRA_BITS * frame.lambdaHadamard;
        for (int mode : FIRST) {
            tryMode(block, txSize, mode, 0, smooth, extra);
        }
        for (int mode : DIRECTIONS) {
            tryMode(block, txSize, mode, 0, smooth, extra);
        }
        if (bestMode < 0) {
            return;
        }
        if (Modes.isDirectional(bestMode)) {
            int centre = bestMode;
            for (int angle = -3; angle <= 3; angle++) {
                if (angle != 0) {
                    tryMode(block, txSize, centre, angle, smooth, extra);
                }
            }
        }
        block.resetModes();
        block.yMode = bestMode;
        block.angleDeltaY = bestAngle;
        chooseChroma(block);
    }

    private void tryMode(Block block, int txSize, int mode, int angle, boolean smooth, double extra) {
        if (!mayLook(block, mode, angle)) {
            return;
        }
        int width = TxSize.width(txSize);
        int height = TxSize.height(txSize);
        predictor.predict(mode, angle, parameters.enableIntraEdgeFilter, smooth, prediction, 0, width);
        Plane source = frame.source.y();
        int offset = block.row * 4 * source.stride + block.col * 4;
        int distance =
                Distance.satd(source.samples, offset, source.stride, prediction, 0, width, width, height, scratch);
        double cost = distance + extra + frame.lambdaHadamard * bits(block, mode, angle);
        if (cost < bestCost) {
            bestCost = cost;
            bestMode = mode;
            bestAngle = angle;
        }
    }

    /** Whether a direction does not point to samples above and to the right that are not refreshed. */
    private boolean mayLook(Block block, int mode, int angle) {
        IntraRefresh refresh = frame.refresh;
        int x = 4 * block.col;
        int y = 4 * block.row;
        return refresh == null
                || !refresh.isRestricted(x, y)
                || refresh.mayLookRight(x, y)
                || !(mode == Modes.D45_PRED || mode == Modes.D67_PRED || (mode == Modes.V_PRED && angle < 0));
    }

    private double bits(Block block, int mode, int angle) {
        int cdf;
        if (parameters.frameIsIntra) {
            int above = CONTEXT[block.availU ? map.yMode[block.above] : Modes.DC_PRED];
            int left = CONTEXT[block.availL ? map.yMode[block.left] : Modes.DC_PRED];
            cdf = Cdfs.INTRA_FRAME_Y_MODE + (above * 5 + left) * 14;
        } else {
            cdf = Cdfs.Y_MODE + BlockSize.sizeGroup(block.size) * 14;
        }
        double bits = Bits.of(frame.cdfs, cdf, mode);
        if (Modes.isDirectional(mode)) {
            bits += Bits.of(frame.cdfs, Cdfs.ANGLE_DELTA + (mode - Modes.V_PRED) * 8, angle + 3);
        }
        return bits;
    }

    /** Chroma follows luma, or is flat, whichever is nearer to the source. */
    private void chooseChroma(Block block) {
        int txSize = BlockSize.uvTxSize(block.size);
        double best = Double.MAX_VALUE;
        int chosen = Modes.DC_PRED;
        int[] candidates = {Modes.DC_PRED, block.yMode, Modes.SMOOTH_PRED};
        for (int mode : candidates) {
            int angle = mode == block.yMode ? block.angleDeltaY : 0;
            double cost = 0;
            for (int plane = 1; plane < 3; plane++) {
                cost += chromaDistance(block, plane, txSize, mode, angle);
            }
            if (cost < best) {
                best = cost;
                chosen = mode;
            }
        }
        block.uvMode = chosen;
        block.angleDeltaUv = chosen == block.yMode ? block.angleDeltaY : 0;
    }

    private int chromaDistance(Block block, int plane, int txSize, int mode, int angle) {
        int width = TxSize.width(txSize);
        int height = TxSize.height(txSize);
        tools.reconstruction().prepareIntra(predictor, block, plane, block.col >> 1, block.row >> 1, txSize);
        boolean smooth = tools.reconstruction().hasSmoothNeighbour(block, plane);
        predictor.predict(mode, angle, parameters.enableIntraEdgeFilter, smooth, prediction, 0, width);
        Plane source = frame.source.plane(plane);
        int offset = block.row * 2 * source.stride + block.col * 2;
        return Distance.satd(source.samples, offset, source.stride, prediction, 0, width, width, height, scratch);
    }
}
