// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.transform;

import static dev.moviemaker.coder.transform.Cosine.cos128;
import static dev.moviemaker.coder.transform.Cosine.sin128;

/**
 * The one-dimensional inverse DCT of section 7.13.2.3 for 4 to 64 points, in place on every {@code s}-th element of an
 * array.
 *
 * <p>The specification permutes the input by bit reversal and then interleaves the butterflies of all sizes. The same
 * network is written here the way it is built: the even coefficients are an inverse DCT of half the length (so a stride
 * of {@code 2 * s} replaces the permutation), the odd ones go through their own butterflies, and a last layer of sums
 * and differences joins both. The order of independent butterflies does not change any value.
 *
 * <p>{@code min} and {@code max} are the intermediate clamping range that the specification calls r. Values are at most
 * 18 bits (10-bit video), so every product fits into 32 bits.
 */
final class InverseDct {
    private static final int COS32 = 2896;
    private static final int COS48 = 1567;
    private static final int SIN48 = 3784;
    private static final int COS56 = 799;
    private static final int SIN56 = 4017;
    private static final int COS24 = 3406;
    private static final int SIN24 = 2276;

    private InverseDct() {}

    /** Transforms {@code 1 << lengthLog2} values at {@code t[o + i * s]}; {@code u} is scratch of at least 64. */
    static void transform(int lengthLog2, int[] t, int o, int s, int min, int max, int[] u) {
        switch (lengthLog2) {
            case 2 -> inverse4(t, o, s, min, max);
            case 3 -> inverse8(t, o, s, min, max);
            case 4 -> inverse16(t, o, s, min, max, u);
            case 5 -> inverse32(t, o, s, min, max, u);
            default -> inverse64(t, o, s, min, max, u);
        }
    }

    private static int round(int x) {
        return (x + 2048) >> 12;
    }

    private static int clamp(int x, int min, int max) {
        return Math.max(min, Math.min(max, x));
    }

    static void inverse4(int[] t, int o, int s, int min, int max) {
        int x0 = t[o];
        int x1 = t[o + s];
        int x2 = t[o + 2 * s];
        int x3 = t[o + 3 * s];
        int a0 = round((x0 + x2) * COS32);
        int a1 = round((x0 - x2) * COS32);
        int a2 = round(x1 * COS48 - x3 * SIN48);
        int a3 = round(x1 * SIN48 + x3 * COS48);
        t[o] = clamp(a0 + a3, min, max);
        t[o + s] = clamp(a1 + a2, min, max);
        t[o + 2 * s] = clamp(a1 - a2, min, max);
        t[o + 3 * s] = clamp(a0 - a3, min, max);
    }

    static void inverse8(int[] t, int o, int s, int min, int max) {
        int x1 = t[o + s];
        int x3 = t[o + 3 * s];
        int x5 = t[o + 5 * s];
        int x7 = t[o + 7 * s];
        int b4 = round(x1 * COS56 - x7 * SIN56);
        int b7 = round(x1 * SIN56 + x7 * COS56);
        int b5 = round(x5 * COS24 - x3 * SIN24);
        int b6 = round(x5 * SIN24 + x3 * COS24);
        int h4 = clamp(b4 + b5, min, max);
        int h5 = clamp(b4 - b5, min, max);
        int h6 = clamp(b7 - b6, min, max);
        int h7 = clamp(b7 + b6, min, max);
        int r5 = round((h6 - h5) * COS32);
        int r6 = round((h6 + h5) * COS32);

        inverse4(t, o, 2 * s, min, max);
        int e0 = t[o];
        int e1 = t[o + 2 * s];
        int e2 = t[o + 4 * s];
        int e3 = t[o + 6 * s];
        t[o] = clamp(e0 + h7, min, max);
        t[o + s] = clamp(e1 + r6, min, max);
        t[o + 2 * s] = clamp(e2 + r5, min, max);
        t[o + 3 * s] = clamp(e3 + h4, min, max);
        t[o + 4 * s] = clamp(e3 - h4, min, max);
        t[o + 5 * s] = clamp(e2 - r5, min, max);
        t[o + 6 * s] = clamp(e1 - r6, min, max);
        t[o + 7 * s] = clamp(e0 - h7, min, max);
    }

    static void inverse16(int[] t, int o, int s, int min, int max, int[] u) {
        inverse8(t, o, 2 * s, min, max);
        loadHalves(4, t, o, s, u);
        for (int i = 0; i < 4; i++) {
            rotate(u, 8 + i, 15 - i, 12 + (reverseBits(2, 3 - i) << 4));
        }
        for (int i = 0; i < 4; i++) {
            sumAndDifference(u, 8 + 2 * i, 9 + 2 * i, i & 1, min, max);
        }
        for (int i = 0; i < 2; i++) {
            rotateAndSwap(u, 14 - i, 9 + i, 48 + 64 * i);
        }
        for (int i = 0; i < 2; i++) {
            sumAndDifference(u, 8 + 4 * i, 11 + 4 * i, i, min, max);
            sumAndDifference(u, 9 + 4 * i, 10 + 4 * i, i, min, max);
        }
        for (int i = 0; i < 2; i++) {
            rotateAndSwap(u, 13 - i, 10 + i, 32);
        }
        joinHalves(16, t, o, s, min, max, u);
    }

    private static void inverse32(int[] t, int o, int s, int min, int max, int[] u) {
        inverse16(t, o, 2 * s, min, max, u);
        loadHalves(5, t, o, s, u);
        for (int i = 0; i < 8; i++) {
            rotate(u, 16 + i, 31 - i, 6 + (reverseBits(3, 7 - i) << 3));
        }
        for (int i = 0; i < 8; i++) {
            sumAndDifference(u, 16 + 2 * i, 17 + 2 * i, i & 1, min, max);
        }
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                rotateAndSwap(u, 30 - 4 * i - j, 17 + 4 * i + j, 24 + (j << 6) + ((1 - i) << 5));
            }
        }
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 2; j++) {
                sumAndDifference(u, 16 + 4 * i + j, 19 + 4 * i - j, i & 1, min, max);
            }
        }
        for (int i = 0; i < 4; i++) {
            rotateAndSwap(u, 29 - i, 18 + i, 48 + (i >> 1) * 64);
        }
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 4; j++) {
                sumAndDifference(u, 16 + 8 * i + j, 23 + 8 * i - j, i, min, max);
            }
        }
        for (int i = 0; i < 4; i++) {
            rotateAndSwap(u, 27 - i, 20 + i, 32);
        }
        joinHalves(32, t, o, s, min, max, u);
    }

    private static void inverse64(int[] t, int o, int s, int min, int max, int[] u) {
        inverse32(t, o, 2 * s, min, max, u);
        loadHalves(6, t, o, s, u);
        for (int i = 0; i < 16; i++) {
            rotate(u, 32 + i, 63 - i, 63 - 4 * reverseBits(4, i));
        }
        for (int i = 0; i < 16; i++) {
            sumAndDifference(u, 32 + i * 2, 33 + i * 2, i & 1, min, max);
        }
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 2; j++) {
                rotateAndSwap(u, 62 - i * 4 - j, 33 + i * 4 + j, 60 - 16 * reverseBits(2, i) + 64 * j);
            }
        }
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 2; j++) {
                sumAndDifference(u, 32 + i * 4 + j, 35 + i * 4 - j, i & 1, min, max);
            }
        }
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 4; j++) {
                rotateAndSwap(u, 61 - i * 8 - j, 34 + i * 8 + j, 56 - i * 32 + (j >> 1) * 64);
            }
        }
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                sumAndDifference(u, 32 + 8 * i + j, 39 + 8 * i - j, i & 1, min, max);
            }
        }
        for (int i = 0; i < 8; i++) {
            rotateAndSwap(u, 59 - i, 36 + i, i < 4 ? 48 : 112);
        }
        for (int i = 0; i < 8; i++) {
            sumAndDifference(u, 32 + i, 47 - i, 0, min, max);
            sumAndDifference(u, 48 + i, 63 - i, 1, min, max);
        }
        for (int i = 0; i < 8; i++) {
            rotateAndSwap(u, 55 - i, 40 + i, 32);
        }
        joinHalves(64, t, o, s, min, max, u);
    }

    /**
     * Copies the finished even half to the front of {@code u} and the odd coefficients, in bit-reversed order, behind
     * it.
     */
    private static void loadHalves(int lengthLog2, int[] t, int o, int s, int[] u) {
        int half = 1 << (lengthLog2 - 1);
        for (int i = 0; i < half; i++) {
            u[i] = t[o + 2 * i * s];
            u[half + i] = t[o + reverseBits(lengthLog2, half + i) * s];
        }
    }

    /** The last layer: H( i, length - 1 - i, 0 ) for all i below half the length, written back to {@code t}. */
    private static void joinHalves(int length, int[] t, int o, int s, int min, int max, int[] u) {
        for (int i = 0; i < length / 2; i++) {
            int even = u[i];
            int odd = u[length - 1 - i];
            t[o + i * s] = clamp(even + odd, min, max);
            t[o + (length - 1 - i) * s] = clamp(even - odd, min, max);
        }
    }

    /** B( a, b, angle, 0 ) of section 7.13.2.1. */
    static void rotate(int[] t, int a, int b, int angle) {
        int cos = cos128(angle);
        int sin = sin128(angle);
        int x = t[a] * cos - t[b] * sin;
        int y = t[a] * sin + t[b] * cos;
        t[a] = round(x);
        t[b] = round(y);
    }

    /** B( a, b, angle, 1 ) of section 7.13.2.1. */
    static void rotateAndSwap(int[] t, int a, int b, int angle) {
        int cos = cos128(angle);
        int sin = sin128(angle);
        int x = t[a] * cos - t[b] * sin;
        int y = t[a] * sin + t[b] * cos;
        t[a] = round(y);
        t[b] = round(x);
    }

    /** H( a, b, flip ) of section 7.13.2.1. */
    static void sumAndDifference(int[] t, int a, int b, int flip, int min, int max) {
        int first = flip == 0 ? a : b;
        int second = flip == 0 ? b : a;
        int x = t[first];
        int y = t[second];
        t[first] = clamp(x + y, min, max);
        t[second] = clamp(x - y, min, max);
    }

    /** brev( bits, x ) of section 7.13.2.1. */
    private static int reverseBits(int bits, int x) {
        return Integer.reverse(x) >>> (32 - bits);
    }
}
