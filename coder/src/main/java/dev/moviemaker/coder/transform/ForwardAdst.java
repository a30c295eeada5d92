// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.transform;

import static dev.moviemaker.coder.transform.ForwardDct.rotateAndSwap;
import static dev.moviemaker.coder.transform.ForwardDct.sumAndDifference;

/** The transpose of {@link InverseAdst}, in floating point: samples to coefficients. */
final class ForwardAdst {
    private static final float SINPI_1_9 = InverseAdst.SINPI_1_9 / 4096f;
    private static final float SINPI_2_9 = InverseAdst.SINPI_2_9 / 4096f;
    private static final float SINPI_3_9 = InverseAdst.SINPI_3_9 / 4096f;
    private static final float SINPI_4_9 = InverseAdst.SINPI_4_9 / 4096f;

    private ForwardAdst() {}

    /**
     * Transforms {@code 1 << lengthLog2} (4, 8 or 16) values at {@code t[o + i * s]}; {@code u} is scratch of at least
     * 16.
     */
    static void transform(int lengthLog2, float[] t, int o, int s, float[] u) {
        switch (lengthLog2) {
            case 2 -> forward4(t, o, s);
            case 3 -> forward8(t, o, s, u);
            default -> forward16(t, o, s, u);
        }
    }

    private static void forward4(float[] t, int o, int s) {
        float x0 = t[o];
        float x1 = t[o + s];
        float x2 = t[o + 2 * s];
        float x3 = t[o + 3 * s];
        t[o] = SINPI_1_9 * x0 + SINPI_2_9 * x1 + SINPI_3_9 * x2 + SINPI_4_9 * x3;
        t[o + s] = SINPI_3_9 * (x0 + x1 - x3);
        t[o + 2 * s] = SINPI_4_9 * x0 - SINPI_1_9 * x1 - SINPI_3_9 * x2 + SINPI_2_9 * x3;
        t[o + 3 * s] = SINPI_2_9 * x0 - SINPI_4_9 * x1 + SINPI_3_9 * x2 - SINPI_1_9 * x3;
    }

    private static void forward8(float[] t, int o, int s, float[] u) {
        loadPermuted(3, t, o, s, u);
        rotateAndSwap(u, 2, 3, 32);
        rotateAndSwap(u, 6, 7, 32);
        for (int i = 0; i < 2; i++) {
            sumAndDifference(u, i, 2 + i, 0);
            sumAndDifference(u, 4 + i, 6 + i, 0);
        }
        rotateAndSwap(u, 4, 5, 48);
        rotateAndSwap(u, 7, 6, 16);
        for (int i = 0; i < 4; i++) {
            sumAndDifference(u, i, 4 + i, 0);
        }
        for (int i = 0; i < 4; i++) {
            rotateAndSwap(u, 2 * i, 2 * i + 1, 60 - 16 * i);
        }
        storePermuted(8, t, o, s, u);
    }

    private static void forward16(float[] t, int o, int s, float[] u) {
        loadPermuted(4, t, o, s, u);
        for (int i = 0; i < 4; i++) {
            rotateAndSwap(u, 2 + 4 * i, 3 + 4 * i, 32);
        }
        for (int j = 0; j < 4; j++) {
            sumAndDifference(u, 4 * j, 2 + 4 * j, 0);
            sumAndDifference(u, 4 * j + 1, 3 + 4 * j, 0);
        }
        for (int j = 0; j < 2; j++) {
            rotateAndSwap(u, 4 + 8 * j, 5 + 8 * j, 48);
            rotateAndSwap(u, 7 + 8 * j, 6 + 8 * j, 16);
        }
        for (int i = 0; i < 4; i++) {
            sumAndDifference(u, i, 4 + i, 0);
            sumAndDifference(u, 8 + i, 12 + i, 0);
        }
        for (int i = 0; i < 2; i++) {
            rotateAndSwap(u, 8 + 2 * i, 9 + 2 * i, 56 - 32 * i);
            rotateAndSwap(u, 13 + 2 * i, 12 + 2 * i, 8 + 32 * i);
        }
        for (int i = 0; i < 8; i++) {
            sumAndDifference(u, i, 8 + i, 0);
        }
        for (int i = 0; i < 8; i++) {
            rotateAndSwap(u, 2 * i, 2 * i + 1, 62 - 8 * i);
        }
        storePermuted(16, t, o, s, u);
    }

    private static void loadPermuted(int lengthLog2, float[] t, int o, int s, float[] u) {
        for (int i = 0; i < 1 << lengthLog2; i++) {
            float value = t[o + i * s];
            u[InverseAdst.outputIndex(lengthLog2, i)] = (i & 1) != 0 ? -value : value;
        }
    }

    private static void storePermuted(int length, float[] t, int o, int s, float[] u) {
        for (int i = 0; i < length; i += 2) {
            t[o + (length - i - 1) * s] = u[i];
            t[o + i * s] = u[i + 1];
        }
    }
}
