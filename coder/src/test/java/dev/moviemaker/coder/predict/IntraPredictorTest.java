// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.coder.transform.TxSize;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntraPredictorTest {
    private static final long SEED = 310;
    private static final int SIDE = 200;

    static IntStream sizes() {
        return IntStream.range(0, TxSize.TX_SIZES_ALL);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void everyModeAngleAndEdgeEqualsTheSpecification(int txSize) {
        Random random = new Random(SEED + txSize);
        IntraPredictor fast = new IntraPredictor();
        for (int trial = 0; trial < 128; trial++) {
            int bitDepth = (trial & 1) == 0 ? 8 : 10;
            int[][] frame = frame(random, bitDepth, trial);
            compareAllModes(fast, frame, txSize, bitDepth, trial, random);
        }
    }

    private static void compareAllModes(
            IntraPredictor fast, int[][] frame, int txSize, int bitDepth, int trial, Random random) {
        int log2W = TxSize.widthLog2(txSize);
        int log2H = TxSize.heightLog2(txSize);
        int w = 1 << log2W;
        int h = 1 << log2H;
        int x = 4 * random.nextInt(8);
        int y = 4 * random.nextInt(8);
        boolean haveLeft = x > 0 && (trial & 2) == 0;
        boolean haveAbove = y > 0 && (trial & 4) == 0;
        boolean haveAboveRight = haveAbove && (trial & 8) == 0;
        boolean haveBelowLeft = haveLeft && (trial & 16) == 0;
        int maxX = (trial & 32) == 0 ? SIDE - 1 : x + 3 + 4 * random.nextInt((2 * w) / 4);
        int maxY = (trial & 32) == 0 ? SIDE - 1 : y + 3 + 4 * random.nextInt((2 * h) / 4);
        short[] samples = new short[SIDE * SIDE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) frame[i / SIDE][i % SIDE];
        }
        fast.prepare(
                samples,
                SIDE,
                x,
                y,
                log2W,
                log2H,
                haveLeft,
                haveAbove,
                haveAboveRight,
                haveBelowLeft,
                maxX,
                maxY,
                bitDepth);
        boolean edgeFilter = random.nextInt(4) > 0;
        boolean smoothNeighbour = random.nextBoolean();
        short[] out = new short[h * (w + 3)];
        for (int mode = 0; mode <= 12; mode++) {
            boolean isDirectional = mode >= 1 && mode <= 8;
            for (int delta = isDirectional ? -3 : 0; delta <= (isDirectional ? 3 : 0); delta++) {
                int[][] expected = new SpecIntraPrediction(bitDepth)
                        .predict(
                                frame,
                                x,
                                y,
                                haveLeft,
                                haveAbove,
                                haveAboveRight,
                                haveBelowLeft,
                                mode,
                                delta,
                                log2W,
                                log2H,
                                maxX,
                                maxY,
                                edgeFilter,
                                smoothNeighbour ? 1 : 0);
                fast.predict(mode, delta, edgeFilter, smoothNeighbour, out, 0, w + 3);
                for (int i = 0; i < h; i++) {
                    for (int j = 0; j < w; j++) {
                        if (out[i * (w + 3) + j] != expected[i][j]) {
                            assertThat((int) out[i * (w + 3) + j])
                                    .as(
                                            "seed %d size %d trial %d mode %d delta %d row %d column %d",
                                            SEED, txSize, trial, mode, delta, i, j)
                                    .isEqualTo(expected[i][j]);
                        }
                    }
                }
            }
        }
    }

    private static int[][] frame(Random random, int bitDepth, int trial) {
        int[][] frame = new int[SIDE][SIDE];
        int maximum = (1 << bitDepth) - 1;
        for (int i = 0; i < SIDE; i++) {
            for (int j = 0; j < SIDE; j++) {
                frame[i][j] = trial % 5 == 0 ? (random.nextBoolean() ? maximum : 0) : random.nextInt(maximum + 1);
            }
        }
        return frame;
    }

    @Test
    void chromaFromLumaEqualsTheSpecification() {
        Random random = new Random(SEED);
        ChromaFromLuma fast = new ChromaFromLuma();
        for (int trial = 0; trial < 600; trial++) {
            int bitDepth = (trial & 1) == 0 ? 8 : 10;
            int txSize = random.nextInt(TxSize.TX_SIZES_ALL);
            int log2W = TxSize.widthLog2(txSize);
            int log2H = TxSize.heightLog2(txSize);
            if (log2W > 5 || log2H > 5) {
                continue;
            }
            int w = 1 << log2W;
            int h = 1 << log2H;
            int[][] luma = frame(random, bitDepth, trial);
            short[] samples = new short[SIDE * SIDE];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) luma[i / SIDE][i % SIDE];
            }
            int startX = 4 * random.nextInt(5);
            int startY = 4 * random.nextInt(5);
            int maxLumaW = 2 * startX + 8 * (1 + random.nextInt(w / 4));
            int maxLumaH = 2 * startY + 8 * (1 + random.nextInt(h / 4));
            int alpha = random.nextInt(33) - 16;
            int dc = random.nextInt(1 << bitDepth);
            int[][] expected = new int[h][w];
            for (int[] row : expected) {
                java.util.Arrays.fill(row, dc);
            }
            new SpecIntraPrediction(bitDepth)
                    .chromaFromLuma(luma, expected, startX, startY, log2W, log2H, maxLumaW, maxLumaH, alpha);
            short[] out = new short[w * h];
            fast.prepare(samples, SIDE, startX, startY, log2W, log2H, maxLumaW, maxLumaH);
            fast.predict(alpha, dc, bitDepth, out, 0, w);
            for (int k = 0; k < w * h; k++) {
                assertThat((int) out[k])
                        .as("seed %d trial %d sample %d", SEED, trial, k)
                        .isEqualTo(expected[k / w][k % w]);
            }
        }
    }

    @Test
    void unknownModesAreNamed() {
        IntraPredictor predictor = new IntraPredictor();
        predictor.prepare(new short[64], 8, 0, 0, 2, 2, false, false, false, false, 7, 7, 8);
        assertThatThrownBy(() -> predictor.predict(13, 0, false, false, new short[64], 0, 8))
                .hasMessageContaining("13");
    }
}
