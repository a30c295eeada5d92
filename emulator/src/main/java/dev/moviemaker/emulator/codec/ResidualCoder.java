// SPDX-License-Identifier: MIT
package dev.moviemaker.emulator.codec;

import dev.moviemaker.emulator.codec.entropy.Scans;
import dev.moviemaker.emulator.codec.transform.ForwardTransform;
import dev.moviemaker.emulator.codec.transform.InverseTransform;
import dev.moviemaker.emulator.codec.transform.Quantiser;

/** Transforms and quantises what prediction left of one transform block, and adds to the prediction what a decoder will make of the levels. */
final class ResidualCoder {
    private static final int MAX_COEFFICIENTS = 1024;
    /** What is added before levels are rounded down, in steps. */
    private static final float ROUNDING = 0.4f;

    private final int bitDepth;
    private final ForwardTransform forward = new ForwardTransform();
    private final InverseTransform inverse = new InverseTransform();
    private final Quantiser[] quantisers = new Quantiser[3];
    private final float[] coefficients = new float[MAX_COEFFICIENTS];
    private final int[] dequant = new int[MAX_COEFFICIENTS];

    ResidualCoder(FrameState frame) {
        bitDepth = frame.parameters.bitDepth;
        for (int plane = 0; plane < 3; plane++) {
            quantisers[plane] = new Quantiser();
            quantisers[plane].set(bitDepth, frame.dcIndex(plane), frame.acIndex(plane), ROUNDING);
        }
    }

    /**
     * Codes one transform block whose prediction lies in {@code target}.
     *
     * @param levels receives the levels
     * @return eob: one more than the scan index of the last level that is not zero
     */
    int code(Plane source, Plane target, int offset, int plane, int txSize, int txType, int[] levels) {
        int sourceOffset = offset / target.stride * source.stride + offset % target.stride;
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
        inverse.add(dequant, rows, txSize, txType, bitDepth, target.samples, offset, target.stride);
        return eob;
    }
}
