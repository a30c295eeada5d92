// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterPredictorTest {
    private static final long SEED = 7113;
    private static final int STRIDE = 128;

    private final InterPredictor fast = new InterPredictor();

    @Test
    void filtersSumToOneAndMirror() {
        for (int filter = 0; filter < 6; filter++) {
            for (int position = 0; position < 16; position++) {
                int sum = 0;
                for (int t = 0; t < 8; t++) {
                    int tap = SubpelFilters.TAPS[SubpelFilters.index(filter, position) + t];
                    sum += tap;
                    if (position > 0) {
                        assertThat(tap)
                                .isEqualTo(SubpelFilters.TAPS[SubpelFilters.index(filter, 16 - position) + 7 - t]);
                    }
                }
                assertThat(sum).as("filter %d position %d", filter, position).isEqualTo(128);
            }
        }
    }

    /** Every pair of fractional positions with every pair of filters, inside the picture. */
    @ParameterizedTest
    @ValueSource(ints = {8, 10})
    void everyPositionAndFilter(int bitDepth) {
        Random random = new Random(SEED + bitDepth);
        int[][] reference = reference(random, 48, 48, bitDepth, false);
        int[][] extremes = reference(random, 48, 48, bitDepth, true);
        for (int position = 0; position < 256; position++) {
            for (int filters = 0; filters < 16; filters++) {
                int[] mv = {position >> 4, position & 15};
                int[] interpFilters = {filters >> 2, filters & 3};
                int w = 4 << random.nextInt(3);
                int h = 4 << random.nextInt(3);
                compare((filters & 1) == 0 ? reference : extremes, 1, 12, 16, w, h, mv, interpFilters, bitDepth);
            }
        }
    }

    /** All sizes, both planes, vectors far beyond every edge. */
    @ParameterizedTest
    @ValueSource(ints = {8, 10})
    void edgesClamp(int bitDepth) {
        Random random = new Random(SEED + bitDepth + 1);
        for (int trial = 0; trial < 800; trial++) {
            int width = 1 + random.nextInt(70);
            int height = 1 + random.nextInt(70);
            int[][] reference = reference(random, width, height, bitDepth, random.nextInt(4) == 0);
            int w = 2 << random.nextInt(trial % 20 == 0 ? 7 : 5);
            int h = 2 << random.nextInt(trial % 20 == 0 ? 7 : 5);
            int range = 1 << (4 + random.nextInt(9));
            int[] mv = {random.nextInt(2 * range) - range, random.nextInt(2 * range) - range};
            int[] interpFilters = {random.nextInt(4), random.nextInt(4)};
            int x = 4 * random.nextInt(width / 4 + 1);
            int y = 4 * random.nextInt(height / 4 + 1);
            compare(reference, random.nextInt(2), x, y, w, h, mv, interpFilters, bitDepth);
        }
    }

    @Test
    void averagesTwoReferences() {
        Random random = new Random(SEED + 5);
        for (int trial = 0; trial < 300; trial++) {
            int bitDepth = (trial & 1) == 0 ? 8 : 10;
            int[][] reference0 = reference(random, 60, 40, bitDepth, trial % 3 == 0);
            int[][] reference1 = reference(random, 60, 40, bitDepth, trial % 3 == 0);
            int w = 4 << random.nextInt(4);
            int h = 4 << random.nextInt(4);
            int[] mv0 = {random.nextInt(200) - 100, random.nextInt(200) - 100};
            int[] mv1 = {random.nextInt(200) - 100, random.nextInt(200) - 100};
            int[] interpFilters = {random.nextInt(4), random.nextInt(4)};
            int[][] pred0 = SpecInterPrediction.predict(reference0, 0, 16, 8, w, h, mv0, interpFilters, true);
            int[][] pred1 = SpecInterPrediction.predict(reference1, 0, 16, 8, w, h, mv1, interpFilters, true);
            raw(reference0, w, h, mv0, interpFilters, fast.firstRaw());
            raw(reference1, w, h, mv1, interpFilters, fast.secondRaw());
            int[] out = new int[w * h];
            InterPredictor.average(fast.firstRaw(), fast.secondRaw(), w * h, bitDepth, out);
            for (int k = 0; k < w * h; k++) {
                int value = (pred0[k / w][k % w] + pred1[k / w][k % w] + 16) >> 5;
                assertThat(out[k])
                        .as("seed %d trial %d sample %d", SEED, trial, k)
                        .isEqualTo(Math.max(0, Math.min((1 << bitDepth) - 1, value)));
            }
        }
    }

    private void raw(int[][] reference, int w, int h, int[] mv, int[] interpFilters, int[] raw) {
        fast.predictUnrounded(
                flat(reference),
                STRIDE,
                reference[0].length - 1,
                reference.length - 1,
                16,
                8,
                w,
                h,
                2 * mv[1],
                2 * mv[0],
                interpFilters[1],
                interpFilters[0],
                raw);
    }

    private void compare(
            int[][] reference, int sub, int x, int y, int w, int h, int[] mv, int[] interpFilters, int bitDepth) {
        int[][] expected = SpecInterPrediction.predict(reference, sub, x, y, w, h, mv, interpFilters, false);
        short[] out = new short[(w + 2) * h];
        int[] prediction = fast.predict(
                flat(reference),
                STRIDE,
                reference[0].length - 1,
                reference.length - 1,
                x,
                y,
                w,
                h,
                (2 * mv[1]) >> sub,
                (2 * mv[0]) >> sub,
                interpFilters[1],
                interpFilters[0],
                bitDepth);
        InterPredictor.store(prediction, w, h, out, 0, w + 2);
        for (int i = 0; i < h; i++) {
            for (int j = 0; j < w; j++) {
                int value = Math.max(0, Math.min((1 << bitDepth) - 1, expected[i][j]));
                if (out[i * (w + 2) + j] != value) {
                    assertThat((int) out[i * (w + 2) + j])
                            .as(
                                    "seed %d sub %d block %d,%d %dx%d mv %d,%d filters %d,%d row %d column %d",
                                    SEED, sub, x, y, w, h, mv[0], mv[1], interpFilters[0], interpFilters[1], i, j)
                            .isEqualTo(value);
                }
            }
        }
    }

    private static short[] flat(int[][] reference) {
        short[] samples = new short[STRIDE * reference.length];
        java.util.Arrays.fill(samples, (short) 999);
        for (int i = 0; i < reference.length; i++) {
            for (int j = 0; j < reference[i].length; j++) {
                samples[i * STRIDE + j] = (short) reference[i][j];
            }
        }
        return samples;
    }

    private static int[][] reference(Random random, int width, int height, int bitDepth, boolean extreme) {
        int[][] reference = new int[height][width];
        int maximum = (1 << bitDepth) - 1;
        for (int[] row : reference) {
            for (int j = 0; j < width; j++) {
                row[j] = extreme ? (random.nextBoolean() ? maximum : 0) : random.nextInt(maximum + 1);
            }
        }
        return reference;
    }
}
