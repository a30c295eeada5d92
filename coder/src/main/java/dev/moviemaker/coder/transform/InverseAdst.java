// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.transform;

import static dev.moviemaker.coder.transform.InverseDct.rotateAndSwap;
import static dev.moviemaker.coder.transform.InverseDct.sumAndDifference;

/**
 * The one-dimensional inverse ADST of sections 7.13.2.4 to 7.13.2.9 for 4, 8 and 16 points, in place on every
 * {@code s}-th element of an array.
 */
final class InverseAdst {
    static final int SINPI_1_9 = 1321;
    static final int SINPI_2_9 = 2482;
    static final int SINPI_3_9 = 3344;
    static final int SINPI_4_9 = 3803;

    private InverseAdst() {}

    /**
     * Transforms {@code 1 << lengthLog2} (4, 8 or 16) values at {@code t[o + i * s]}; {@code u} is scratch of at least
     * 16.
     */
    static void transform(int lengthLog2, int[] t, int o, int s, int min, int max, int[] u) {
        switch (lengthLog2) {
            case 2 -> inverse4(t, o, s);
            case 3 -> inverse8(t, o, s, min, max, u);
            default -> inverse16(t, o, s, min, max, u);
        }
    }

    private static void inverse4(int[] t, int o, int s) {
        int x0 = t[o];
        int x1 = t[o + s];
        int x2 = t[o + 2 * s];
        int x3 = t[o + 3 * s];
        int even = SINPI_1_9 * x0 + SINPI_4_9 * x2 + SINPI_2_9 * x3;
        int odd = SINPI_2_9 * x0 - SINPI_1_9 * x2 - SINPI_4_9 * x3;
        int middle = SINPI_3_9 * x1;
        t[o] = round(even + middle);
        t[o + s] = round(odd + middle);
        t[o + 2 * s] = round(SINPI_3_9 * (x0 - x2 + x3));
        t[o + 3 * s] = round(even + odd - middle);
    }

    private static void inverse8(int[] t, int o, int s, int min, int max, int[] u) {
        loadPermuted(8, t, o, s, u);
        for (int i = 0; i < 4; i++) {
            rotateAndSwap(u, 2 * i, 2 * i + 1, 60 - 16 * i);
        }
        for (int i = 0; i < 4; i++) {
            sumAndDifference(u, i, 4 + i, 0, min, max);
        }
        rotateAndSwap(u, 4, 5, 48);
        rotateAndSwap(u, 7, 6, 16);
        for (int i = 0; i < 2; i++) {
            sumAndDifference(u, i, 2 + i, 0, min, max);
            sumAndDifference(u, 4 + i, 6 + i, 0, min, max);
        }
        rotateAndSwap(u, 2, 3, 32);
        rotateAndSwap(u, 6, 7, 32);
        storePermuted(3, t, o, s, u);
    }

    private static void inverse16(int[] t, int o, int s, int min, int max, int[] u) {
        loadPermuted(16, t, o, s, u);
        for (int i = 0; i < 8; i++) {
            rotateAndSwap(u, 2 * i, 2 * i + 1, 62 - 8 * i);
        }
        for (int i = 0; i < 8; i++) {
            sumAndDifference(u, i, 8 + i, 0, min, max);
        }
        for (int i = 0; i < 2; i++) {
            rotateAndSwap(u, 8 + 2 * i, 9 + 2 * i, 56 - 32 * i);
            rotateAndSwap(u, 13 + 2 * i, 12 + 2 * i, 8 + 32 * i);
        }
        for (int i = 0; i < 4; i++) {
            sumAndDifference(u, i, 4 + i, 0, min, max);
            sumAndDifference(u, 8 + i, 12 + i, 0, min, max);
        }
        for (int j = 0; j < 2; j++) {
            rotateAndSwap(u, 4 + 8 * j, 5 + 8 * j, 48);
            rotateAndSwap(u, 7 + 8 * j, 6 + 8 * j, 16);
        }
        for (int j = 0; j < 4; j++) {
            sumAndDifference(u, 4 * j, 2 + 4 * j, 0, min, max);
            sumAndDifference(u, 4 * j + 1, 3 + 4 * j, 0, min, max);
        }
        for (int i = 0; i < 4; i++) {
            rotateAndSwap(u, 2 + 4 * i, 3 + 4 * i, 32);
        }
        storePermuted(4, t, o, s, u);
    }

    /** The input permutation of section 7.13.2.4. */
    private static void loadPermuted(int length, int[] t, int o, int s, int[] u) {
        for (int i = 0; i < length; i += 2) {
            u[i] = t[o + (length - i - 1) * s];
            u[i + 1] = t[o + i * s];
        }
    }

    /** The output permutation of section 7.13.2.5: bit-reversed Gray code, every second value negated. */
    private static void storePermuted(int lengthLog2, int[] t, int o, int s, int[] u) {
        for (int i = 0; i < 1 << lengthLog2; i++) {
            int value = u[outputIndex(lengthLog2, i)];
            t[o + i * s] = (i & 1) != 0 ? -value : value;
        }
    }

    static int outputIndex(int lengthLog2, int i) {
        int gray = i ^ (i >> 1);
        return Integer.reverse(gray) >>> (32 - lengthLog2);
    }

    private static int round(int x) {
        return (x + 2048) >> 12;
    }
}
