// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.entropy.Scans;
import dev.moviemaker.coder.picture.Plane;
import dev.moviemaker.coder.transform.ForwardTransform;
import dev.moviemaker.coder.transform.InverseTransform;
import dev.moviemaker.coder.transform.Quantiser;
import dev.moviemaker.coder.transform.QuantiserTables;
import dev.moviemaker.coder.transform.TxSize;

/**
 * Transforms and quantises what prediction left of one transform block, and adds to the prediction what a decoder will
 * make of the levels.
 */
final class ResidualCoder {
    private static final int MAX_COEFFICIENTS = 1024;
    /** What is added before levels are rounded down, in steps; see {@link Quantiser#set}. */
    private static final float ROUNDING = 0.28f;

    /**
     * About what syntax takes, in bits: a level of 1, every doubling of a level, a zero before it in scan order, a
     * block that is not empty.
     */
    private static final float LEVEL_BITS = 3.3f;

    private static final float DOUBLING_BITS = 1.6f;
    private static final float ZERO_BITS = 0.35f;
    private static final float BLOCK_BITS = 3;

    private static final int CELL = 8;
    private static final int STEP_SCALE = 8;

    /**
     * In squared quantiser steps: what an 8x8 cell may hold in all, and as a shift of its brightness, to be called
     * faint.
     */
    private static final float FAINT_ENERGY = 2;

    private static final float FAINT_SHIFT = 0.4f;

    /** Coefficients are scaled by 8, their squares by this. */
    private static final int SCALE = 64;

    private final int bitDepth;
    private final FrameState frame;
    private float bitPrice;
    private int qIndex;
    private final ForwardTransform forward = new ForwardTransform();
    private final InverseTransform inverse = new InverseTransform();
    private final Quantiser[] quantisers = new Quantiser[3];
    private final float[] coefficients = new float[MAX_COEFFICIENTS];
    private final int[] levels = new int[MAX_COEFFICIENTS];
    private final int[] dequant = new int[MAX_COEFFICIENTS];

    ResidualCoder(FrameState frame) {
        this.frame = frame;
        bitDepth = frame.parameters.bitDepth;
        for (int plane = 0; plane < 3; plane++) {
            quantisers[plane] = new Quantiser();
        }
        use(frame.parameters.baseQIdx);
    }

    /** From here on blocks have this QIndex. */
    void startSuperblock(int newQIndex) {
        if (newQIndex != qIndex) {
            use(newQIndex);
        }
    }

    private void use(int newQIndex) {
        qIndex = newQIndex;
        for (int plane = 0; plane < 3; plane++) {
            quantisers[plane].set(bitDepth, frame.dcIndex(plane, qIndex), frame.acIndex(plane, qIndex), ROUNDING);
        }
        // A bit is worth the more error the larger the step is, and that by its square.
        double step = QuantiserTables.acQ(bitDepth, qIndex) / (double) STEP_SCALE / frame.step;
        bitPrice = (float) (frame.lambda * step * step * SCALE);
    }

    /**
     * Codes one transform block whose prediction lies in {@code target}.
     *
     * @return eob: one more than the scan index of the last level that is not zero; {@link #levels} holds the levels
     */
    int code(Plane source, Plane target, int offset, int plane, int txSize, int txType) {
        int sourceOffset = offset / target.stride * source.stride + offset % target.stride;
        if (isFaint(source, sourceOffset, target, offset, plane, txSize)) {
            return 0;
        }
        forward.transform(
                source.samples,
                sourceOffset,
                source.stride,
                target.samples,
                offset,
                target.stride,
                txSize,
                txType,
                coefficients);
        int rows = quantisers[plane].quantise(coefficients, txSize, levels, dequant);
        if (rows == 0) {
            return 0;
        }
        short[] scan = Scans.scan(txSize, Scans.txClass(txType));
        int eob = scan.length;
        while (levels[scan[eob - 1]] == 0) {
            eob--;
        }
        eob = worthCoding(scan, quantisers[plane], eob);
        if (eob == 0) {
            return 0;
        }
        inverse.add(dequant, rows, txSize, txType, bitDepth, target.samples, offset, target.stride);
        return eob;
    }

    /** The levels of the last transform block that was not empty, by position. */
    int[] levels() {
        return levels;
    }

    /**
     * Whether so little is left that no level is likely to be worth its bits: nowhere much of it (no cell of 8x8),
     * nowhere a shift of brightness, and no shift of the whole. Spares the transform of most of a still picture.
     */
    private boolean isFaint(Plane source, int sourceOffset, Plane target, int offset, int plane, int txSize) {
        int width = TxSize.width(txSize);
        int height = TxSize.height(txSize);
        if (((width | height) & (CELL - 1)) != 0) {
            return false;
        }
        float step = quantisers[plane].acStep() * (1f / STEP_SCALE);
        float mostEnergy = FAINT_ENERGY * step * step;
        float mostShift = FAINT_SHIFT * step * step;
        int total = 0;
        for (int y = 0; y < height; y += CELL) {
            for (int x = 0; x < width; x += CELL) {
                int sum = 0;
                int squares = 0;
                for (int row = y; row < y + CELL; row++) {
                    int p = sourceOffset + row * source.stride + x;
                    int q = offset + row * target.stride + x;
                    for (int i = 0; i < CELL; i++) {
                        int difference = source.samples[p + i] - target.samples[q + i];
                        sum += difference;
                        squares += difference * difference;
                    }
                }
                if (squares > mostEnergy || (float) sum * sum > mostShift * CELL * CELL) {
                    return false;
                }
                total += sum;
            }
        }
        return (float) total * total <= mostShift * width * height;
    }

    /**
     * Drops levels of 1 at the end, and then perhaps all, where they cost more bits than the error they take away is
     * worth; returns the new eob.
     */
    private int worthCoding(short[] scan, Quantiser quantiser, int fullEob) {
        int eob = fullEob;
        while (eob > 0) {
            int position = scan[eob - 1];
            int before = eob - 2;
            while (before >= 0 && levels[scan[before]] == 0) {
                before--;
            }
            float bits = LEVEL_BITS + ZERO_BITS * (eob - 2 - before);
            if (Math.abs(levels[position]) > 1 || gain(position, 1, quantiser) > bitPrice * bits) {
                break;
            }
            levels[position] = 0;
            dequant[position] = 0;
            eob = before + 1;
        }
        float gain = 0;
        float bits = BLOCK_BITS;
        for (int c = 0; c < eob; c++) {
            int position = scan[c];
            int level = Math.abs(levels[position]);
            if (level == 0) {
                bits += ZERO_BITS;
            } else {
                gain += gain(position, level, quantiser);
                bits += LEVEL_BITS + DOUBLING_BITS * (31 - Integer.numberOfLeadingZeros(level));
            }
        }
        return gain > bitPrice * bits ? eob : 0;
    }

    /** How much squared error this level takes away. */
    private float gain(int position, int level, Quantiser quantiser) {
        float size = Math.abs(coefficients[position]);
        float rest = size - level * (position == 0 ? quantiser.dcStep() : quantiser.acStep());
        return size * size - rest * rest;
    }
}
