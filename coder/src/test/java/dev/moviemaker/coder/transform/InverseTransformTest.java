// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InverseTransformTest {
    private static final long SEED = 20240601;

    static IntStream sizes() {
        return IntStream.range(0, TxSize.TX_SIZES_ALL);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void everyTypeEqualsTheSpecification(int txSize) {
        Random random = new Random(SEED + txSize);
        InverseTransform fast = new InverseTransform();
        for (int txType = 0; txType < TxType.TX_TYPES; txType++) {
            if (!TxType.isLegal(txType, txSize)) {
                continue;
            }
            for (int trial = 0; trial < 60; trial++) {
                compare(fast, txSize, txType, trial, random);
            }
        }
    }

    private static void compare(InverseTransform fast, int txSize, int txType, int trial, Random random) {
        int bitDepth = (trial & 1) == 0 ? 8 : 10;
        int codedWidth = TxSize.codedWidth(txSize);
        int codedHeight = TxSize.codedHeight(txSize);
        int width = TxSize.width(txSize);
        int height = TxSize.height(txSize);
        int[] dequant = coefficients(trial, bitDepth, codedWidth * codedHeight, codedWidth, random);
        int rows = codedHeight;
        while (rows > 1 && rowIsZero(dequant, rows - 1, codedWidth)) {
            rows--;
        }
        int[][] twoDimensional = new int[codedHeight][codedWidth];
        for (int k = 0; k < dequant.length; k++) {
            twoDimensional[k / codedWidth][k % codedWidth] = dequant[k];
        }
        int stride = width + 5;
        short[] samples = new short[stride * height + 3];
        int[][] expected = new int[height][width];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) random.nextInt(1 << bitDepth);
        }
        short[] before = samples.clone();
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                expected[i][j] = samples[3 + i * stride + j];
            }
        }
        SpecInverseTransform spec = new SpecInverseTransform();
        SpecInverseTransform.reconstruct(
                spec.inverse2d(twoDimensional, txSize, txType, bitDepth), txType, bitDepth, expected);
        fast.add(dequant, rows, txSize, txType, bitDepth, samples, 3, stride);
        for (int i = 0; i < samples.length; i++) {
            int x = (i + stride - 3) % stride;
            int y = (i + stride - 3) / stride - 1;
            boolean inside = y >= 0 && y < height && x < width;
            assertThat((int) samples[i])
                    .as("seed %d size %d type %d trial %d x %d y %d", SEED, txSize, txType, trial, x, y)
                    .isEqualTo(inside ? expected[y][x] : before[i]);
        }
    }

    /**
     * Lone first coefficients, sparse small ones, dense ones of all magnitudes and the extremes of the clamping range.
     */
    private static int[] coefficients(int trial, int bitDepth, int count, int codedWidth, Random random) {
        int limit = 1 << (7 + bitDepth);
        int[] dequant = new int[count];
        switch (trial / 2 % 6) {
            case 0 -> dequant[0] = random.nextInt(2 * limit) - limit;
            case 1 -> {
                for (int k = 0; k < 6; k++) {
                    dequant[random.nextInt(4) * codedWidth + random.nextInt(4)] = random.nextInt(801) - 400;
                }
            }
            case 2 -> {
                for (int k = 0; k < count; k++) {
                    dequant[k] = (random.nextInt(2001) - 1000) >> random.nextInt(12);
                }
            }
            case 3 -> {
                for (int k = 0; k < count; k++) {
                    dequant[k] = random.nextInt(2 * limit) - limit;
                }
            }
            case 4 -> {
                for (int k = 0; k < count; k++) {
                    dequant[k] = random.nextBoolean() ? -limit : limit - 1;
                }
            }
            default -> dequant[random.nextInt(count)] = random.nextBoolean() ? -limit : limit - 1;
        }
        return dequant;
    }

    private static boolean rowIsZero(int[] dequant, int row, int codedWidth) {
        return IntStream.range(row * codedWidth, (row + 1) * codedWidth).allMatch(k -> dequant[k] == 0);
    }
}
