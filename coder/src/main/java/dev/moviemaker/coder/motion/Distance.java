// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.motion;

/**
 * Distances between two blocks of samples. All work on blocks of any multiple of 4 samples, at 8 and 10 bit, and
 * allocate nothing.
 */
public final class Distance {
    private Distance() {}

    /** Sum of absolute differences. */
    public static int sad(
            short[] a, int aOffset, int aStride, short[] b, int bOffset, int bStride, int width, int height) {
        return sad(a, aOffset, aStride, b, bOffset, bStride, width, height, Integer.MAX_VALUE);
    }

    /** Sum of absolute differences; gives up after any row where it exceeds {@code limit}, with what it has so far. */
    public static int sad(
            short[] a,
            int aOffset,
            int aStride,
            short[] b,
            int bOffset,
            int bStride,
            int width,
            int height,
            int limit) {
        int sum = 0;
        for (int y = 0; y < height; y++) {
            int p = aOffset + y * aStride;
            int q = bOffset + y * bStride;
            for (int x = 0; x < width; x += 4) {
                sum += Math.abs(a[p + x] - b[q + x])
                        + Math.abs(a[p + x + 1] - b[q + x + 1])
                        + Math.abs(a[p + x + 2] - b[q + x + 2])
                        + Math.abs(a[p + x + 3] - b[q + x + 3]);
            }
            if (sum > limit) {
                return sum;
            }
        }
        return sum;
    }

    /** Sum of absolute differences of {@code count} values. */
    public static int sad(int[] a, int[] b, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum;
    }

    /** Sum of squared differences. A {@code long}, because a 10-bit 128x128 block can exceed an {@code int}. */
    public static long sse(
            short[] a, int aOffset, int aStride, short[] b, int bOffset, int bStride, int width, int height) {
        long total = 0;
        for (int y = 0; y < height; y++) {
            int p = aOffset + y * aStride;
            int q = bOffset + y * bStride;
            int sum = 0;
            for (int x = 0; x < width; x++) {
                int difference = a[p + x] - b[q + x];
                sum += difference * difference;
            }
            total += sum;
        }
        return total;
    }

    /**
     * Sum of absolute Hadamard coefficients of the difference, in tiles of 8x8 (4x4 where a side is not a multiple of
     * 8), scaled to about the size of a sum of absolute differences. It tells better than that how many bits the
     * residual will take.
     *
     * @param scratch at least 64 values
     */
    public static int satd(
            short[] a,
            int aOffset,
            int aStride,
            short[] b,
            int bOffset,
            int bStride,
            int width,
            int height,
            int[] scratch) {
        int sum = 0;
        if (((width | height) & 7) == 0) {
            for (int y = 0; y < height; y += 8) {
                for (int x = 0; x < width; x += 8) {
                    sum += hadamard8(
                            a, aOffset + y * aStride + x, aStride, b, bOffset + y * bStride + x, bStride, scratch);
                }
            }
            return (sum + 2) >> 2;
        }
        for (int y = 0; y < height; y += 4) {
            for (int x = 0; x < width; x += 4) {
                sum += hadamard4(a, aOffset + y * aStride + x, aStride, b, bOffset + y * bStride + x, bStride, scratch);
            }
        }
        return (sum + 1) >> 1;
    }

    private static int hadamard8(short[] a, int aOffset, int aStride, short[] b, int bOffset, int bStride, int[] t) {
        for (int i = 0; i < 8; i++) {
            int p = aOffset + i * aStride;
            int q = bOffset + i * bStride;
            int d0 = a[p] - b[q];
            int d1 = a[p + 1] - b[q + 1];
            int d2 = a[p + 2] - b[q + 2];
            int d3 = a[p + 3] - b[q + 3];
            int d4 = a[p + 4] - b[q + 4];
            int d5 = a[p + 5] - b[q + 5];
            int d6 = a[p + 6] - b[q + 6];
            int d7 = a[p + 7] - b[q + 7];
            int s0 = d0 + d4;
            int s1 = d1 + d5;
            int s2 = d2 + d6;
            int s3 = d3 + d7;
            int s4 = d0 - d4;
            int s5 = d1 - d5;
            int s6 = d2 - d6;
            int s7 = d3 - d7;
            store8(t, 8 * i, 1, s0, s1, s2, s3, s4, s5, s6, s7);
        }
        int sum = 0;
        for (int j = 0; j < 8; j++) {
            int s0 = t[j] + t[j + 32];
            int s1 = t[j + 8] + t[j + 40];
            int s2 = t[j + 16] + t[j + 48];
            int s3 = t[j + 24] + t[j + 56];
            int s4 = t[j] - t[j + 32];
            int s5 = t[j + 8] - t[j + 40];
            int s6 = t[j + 16] - t[j + 48];
            int s7 = t[j + 24] - t[j + 56];
            sum += absolute4(s0 + s2, s1 + s3, s0 - s2, s1 - s3) + absolute4(s4 + s6, s5 + s7, s4 - s6, s5 - s7);
        }
        return sum;
    }

    /** The last two layers of eight points, stored. */
    private static void store8(
            int[] t, int o, int step, int s0, int s1, int s2, int s3, int s4, int s5, int s6, int s7) {
        t[o] = s0 + s2 + s1 + s3;
        t[o + step] = s0 + s2 - s1 - s3;
        t[o + 2 * step] = s0 - s2 + s1 - s3;
        t[o + 3 * step] = s0 - s2 - s1 + s3;
        t[o + 4 * step] = s4 + s6 + s5 + s7;
        t[o + 5 * step] = s4 + s6 - s5 - s7;
        t[o + 6 * step] = s4 - s6 + s5 - s7;
        t[o + 7 * step] = s4 - s6 - s5 + s7;
    }

    /** The absolute sum of the last layer of two pairs: |a + b| + |a - b| is twice the larger of both. */
    private static int absolute4(int a, int b, int c, int d) {
        return 2 * (Math.max(Math.abs(a), Math.abs(b)) + Math.max(Math.abs(c), Math.abs(d)));
    }

    private static int hadamard4(short[] a, int aOffset, int aStride, short[] b, int bOffset, int bStride, int[] t) {
        for (int i = 0; i < 4; i++) {
            int p = aOffset + i * aStride;
            int q = bOffset + i * bStride;
            int d0 = a[p] - b[q];
            int d1 = a[p + 1] - b[q + 1];
            int d2 = a[p + 2] - b[q + 2];
            int d3 = a[p + 3] - b[q + 3];
            t[4 * i] = d0 + d1 + d2 + d3;
            t[4 * i + 1] = d0 - d1 + d2 - d3;
            t[4 * i + 2] = d0 + d1 - d2 - d3;
            t[4 * i + 3] = d0 - d1 - d2 + d3;
        }
        int sum = 0;
        for (int j = 0; j < 4; j++) {
            int s0 = t[j] + t[j + 4];
            int s1 = t[j] - t[j + 4];
            int s2 = t[j + 8] + t[j + 12];
            int s3 = t[j + 8] - t[j + 12];
            sum += absolute4(s0, s2, s1, s3);
        }
        return sum;
    }
}
