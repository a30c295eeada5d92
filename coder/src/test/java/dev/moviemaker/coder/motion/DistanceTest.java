// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.motion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DistanceTest {
    private static final int[] SIDES = {4, 8, 16, 32, 64, 128};

    @Test
    void equalTheirDefinitions() {
        Random random = new Random(3);
        short[] a = samples(random, 1024);
        short[] b = samples(random, 256);
        for (int width : SIDES) {
            for (int height : SIDES) {
                int sad = 0;
                long sse = 0;
                long satd = 0;
                int tile = ((width | height) & 7) == 0 ? 8 : 4;
                int[][] difference = new int[height][width];
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        int d = a[5 + y * 160 + x] - b[7 + y * 140 + x];
                        difference[y][x] = d;
                        sad += Math.abs(d);
                        sse += (long) d * d;
                    }
                }
                for (int y = 0; y < height; y += tile) {
                    for (int x = 0; x < width; x += tile) {
                        satd += hadamard(difference, x, y, tile);
                    }
                }
                satd = tile == 8 ? (satd + 2) >> 2 : (satd + 1) >> 1;
                assertThat(Distance.sad(a, 5, 160, b, 7, 140, width, height)).isEqualTo(sad);
                int[] flatA = flat(a, 5, 160, width, height);
                int[] flatB = flat(b, 7, 140, width, height);
                assertThat(Distance.sad(flatA, flatB, width * height)).isEqualTo(sad);
                assertThat(Distance.sse(a, 5, 160, b, 7, 140, width, height)).isEqualTo(sse);
                assertThat((long) Distance.satd(a, 5, 160, b, 7, 140, width, height, new int[64]))
                        .as("%dx%d", width, height)
                        .isEqualTo(satd);
                assertThat(Distance.sad(a, 5, 160, b, 7, 140, width, height, sad / 2))
                        .isGreaterThan(sad / 2);
            }
        }
    }

    /** The Hadamard matrix entry is -1 to the number of ones that row and column share. */
    private static long hadamard(int[][] difference, int x, int y, int tile) {
        long sum = 0;
        for (int u = 0; u < tile; u++) {
            for (int v = 0; v < tile; v++) {
                long coefficient = 0;
                for (int i = 0; i < tile; i++) {
                    for (int j = 0; j < tile; j++) {
                        int sign = (Integer.bitCount(u & i) + Integer.bitCount(v & j)) & 1;
                        coefficient += sign == 0 ? difference[y + i][x + j] : -difference[y + i][x + j];
                    }
                }
                sum += Math.abs(coefficient);
            }
        }
        return sum;
    }

    private static int[] flat(short[] samples, int offset, int stride, int width, int height) {
        int[] values = new int[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = samples[offset + i / width * stride + i % width];
        }
        return values;
    }

    private static short[] samples(Random random, int range) {
        short[] samples = new short[160 * 140];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) random.nextInt(range);
        }
        return samples;
    }
}
