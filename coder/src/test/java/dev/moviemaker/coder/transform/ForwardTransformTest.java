// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardTransformTest {
    private static final long SEED = 7;

    static IntStream sizes() {
        return IntStream.range(0, TxSize.TX_SIZES_ALL);
    }

    /**
     * Forward, quantised with the finest steps, inverse: the samples come back (64-sample sides lose their high
     * frequencies, so the picture is smooth).
     */
    @ParameterizedTest
    @MethodSource("sizes")
    void finelyQuantisedBlocksComeBack(int txSize) {
        Random random = new Random(SEED + txSize);
        ForwardTransform forward = new ForwardTransform();
        InverseTransform inverse = new InverseTransform();
        Quantiser quantiser = new Quantiser();
        float[] coefficients = new float[1024];
        int[] levels = new int[1024];
        int[] dequant = new int[1024];
        for (int txType = 0; txType < TxType.TX_TYPES; txType++) {
            if (!TxType.isLegal(txType, txSize)) {
                continue;
            }
            for (int bitDepth = 8; bitDepth <= 10; bitDepth += 2) {
                int width = TxSize.width(txSize);
                int height = TxSize.height(txSize);
                short[] source = picture(random, width, height, bitDepth, Math.max(width, height) == 64);
                short[] prediction = new short[width * height];
                java.util.Arrays.fill(prediction, (short) (random.nextInt(1 << bitDepth >> 1) + (1 << bitDepth >> 2)));
                quantiser.set(bitDepth, 0, 0, 0.5f);
                forward.transform(source, 0, width, prediction, 0, width, txSize, txType, coefficients);
                int rows = quantiser.quantise(coefficients, txSize, levels, dequant);
                if (rows > 0) {
                    inverse.add(dequant, rows, txSize, txType, bitDepth, prediction, 0, width);
                }
                for (int k = 0; k < source.length; k++) {
                    assertThat((int) prediction[k])
                            .as("seed %d size %d type %d depth %d sample %d", SEED, txSize, txType, bitDepth, k)
                            .isBetween(source[k] - 3, source[k] + 3);
                }
            }
        }
    }

    private static short[] picture(Random random, int width, int height, int bitDepth, boolean smooth) {
        short[] samples = new short[width * height];
        double phase = random.nextDouble();
        int middle = 1 << (bitDepth - 1);
        for (int k = 0; k < samples.length; k++) {
            int x = k % width;
            int y = k / width;
            double wave = Math.cos(phase + 0.1 * x) + Math.sin(phase + 0.07 * y);
            samples[k] = (short) (smooth ? middle + wave * middle / 3 : random.nextInt(2 * middle));
        }
        return samples;
    }
}
