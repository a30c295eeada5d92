// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.transform;

/**
 * The transpose of {@link InverseDct}, in floating point: the same butterflies in the opposite order, which turns
 * samples into coefficients. Only an encoder needs it, so it must be accurate rather than bit-exact; float arithmetic
 * is the same on every Java machine, so results still are.
 */
final class ForwardDct {
    private static final float[] COS = new float[256];

    static {
        for (int angle = 0; angle < COS.length; angle++) {
            COS[angle] = (float) StrictMath.cos(angle * StrictMath.PI / 128);
        }
    }

    private static final float COS32 = COS[32];
    private static final float COS48 = COS[48];
    private static final float SIN48 = COS[16];
    private static final float COS56 = COS[56];
    private static final float SIN56 = COS[8];
    private static final float COS24 = COS[24];
    private static final float SIN24 = COS[40];

    private ForwardDct() {}

    /** Transforms {@code 1 << lengthLog2} values at {@code t[o + i * s]}; {@code u} is scratch of at least 64. */
    static void transform(int lengthLog2, float[] t, int o, int s, float[] u) {
        switch (lengthLog2) {
            case 2 -> forward4(t, o, s);
            case 3 -> forward8(t, o, s);
            case 4 -> forward16(t, o, s, u);
            case 5 -> forward32(t, o, s, u);
            default -> forward64(t, o, s, u);
        }
    }

    private static void forward4(float[] t, int o, int s) {
        float e0 = t[o] + t[o + 3 * s];
        float d0 = t[o] - t[o + 3 * s];
        float e1 = t[o + s] + t[o + 2 * s];
        float d1 = t[o + s] - t[o + 2 * s];
        t[o] = (e0 + e1) * COS32;
        t[o + s] = d1 * COS48 + d0 * SIN48;
        t[o + 2 * s] = (e0 - e1) * COS32;
        t[o + 3 * s] = d0 * COS48 - d1 * SIN48;
    }

    private static void forward8(float[] t, int o, int s) {
        float h7 = t[o] - t[o + 7 * s];
        float r6 = t[o + s] - t[o + 6 * s];
        float r5 = t[o + 2 * s] - t[o + 5 * s];
        float h4 = t[o + 3 * s] - t[o + 4 * s];
        float e0 = t[o] + t[o + 7 * s];
        float e1 = t[o + s] + t[o + 6 * s];
        float e2 = t[o + 2 * s] + t[o + 5 * s];
        float e3 = t[o + 3 * s] + t[o + 4 * s];
        t[o] = e0;
        t[o + 2 * s] = e1;
        t[o + 4 * s] = e2;
        t[o + 6 * s] = e3;
        forward4(t, o, 2 * s);

        float h5 = (r6 - r5) * COS32;
        float h6 = (r6 + r5) * COS32;
        float b4 = h4 + h5;
        float b5 = h4 - h5;
        float b6 = h7 - h6;
        float b7 = h7 + h6;
        t[o + s] = b4 * COS56 + b7 * SIN56;
        t[o + 3 * s] = b6 * COS24 - b5 * SIN24;
        t[o + 5 * s] = b5 * COS24 + b6 * SIN24;
        t[o + 7 * s] = b7 * COS56 - b4 * SIN56;
    }

    private static void forward16(float[] t, int o, int s, float[] u) {
        splitHalves(16, t, o, s, u);
        for (int i = 0; i < 2; i++) {
            rotateAndSwap(u, 13 - i, 10 + i, 32);
        }
        for (int i = 0; i < 2; i++) {
            sumAndDifference(u, 8 + 4 * i, 11 + 4 * i, i);
            sumAndDifference(u, 9 + 4 * i, 10 + 4 * i, i);
        }
        for (int i = 0; i < 2; i++) {
            rotateAndSwap(u, 14 - i, 9 + i, 48 + 64 * i);
        }
        for (int i = 0; i < 4; i++) {
            sumAndDifference(u, 8 + 2 * i, 9 + 2 * i, i & 1);
        }
        for (int i = 0; i < 4; i++) {
            rotateBack(u, 8 + i, 15 - i, 12 + (reverseBits(2, 3 - i) << 4));
        }
        storeOdd(4, t, o, s, u);
        forward8(t, o, 2 * s);
    }

    private static void forward32(float[] t, int o, int s, float[] u) {
        splitHalves(32, t, o, s, u);
        for (int i = 0; i < 4; i++) {
            rotateAndSwap(u, 27 - i, 20 + i, 32);
        }
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 4; j++) {
                sumAndDifference(u, 16 + 8 * i + j, 23 + 8 * i - j, i);
            }
        }
        for (int i = 0; i < 4; i++) {
            rotateAndSwap(u, 29 - i, 18 + i, 48 + (i >> 1) * 64);
        }
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 2; j++) {
                sumAndDifference(u, 16 + 4 * i + j, 19 + 4 * i - j, i & 1);
            }
        }
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                rotateAndSwap(u, 30 - 4 * i - j, 17 + 4 * i + j, 24 + (j << 6) + ((1 - i) << 5));
            }
        }
        for (int i = 0; i < 8; i++) {
            sumAndDifference(u, 16 + 2 * i, 17 + 2 * i, i & 1);
        }
        for (int i = 0; i < 8; i++) {
            rotateBack(u, 16 + i, 31 - i, 6 + (reverseBits(3, 7 - i) << 3));
        }
        storeOdd(5, t, o, s, u);
        forward16(t, o, 2 * s, u);
    }

    private static void forward64(float[] t, int o, int s, float[] u) {
        splitHalves(64, t, o, s, u);
        for (int i = 0; i < 8; i++) {
            rotateAndSwap(u, 55 - i, 40 + i, 32);
        }
        for (int i = 0; i < 8; i++) {
            sumAndDifference(u, 32 + i, 47 - i, 0);
            sumAndDifference(u, 48 + i, 63 - i, 1);
        }
        for (int i = 0; i < 8; i++) {
            rotateAndSwap(u, 59 - i, 36 + i, i < 4 ? 48 : 112);
        }
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                sumAndDifference(u, 32 + 8 * i + j, 39 + 8 * i - j, i & 1);
            }
        }
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 4; j++) {
                rotateAndSwap(u, 61 - i * 8 - j, 34 + i * 8 + j, 56 - i * 32 + (j >> 1) * 64);
            }
        }
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 2; j++) {
                sumAndDifference(u, 32 + i * 4 + j, 35 + i * 4 - j, i & 1);
            }
        }
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 2; j++) {
                rotateAndSwap(u, 62 - i * 4 - j, 33 + i * 4 + j, 60 - 16 * reverseBits(2, i) + 64 * j);
            }
        }
        for (int i = 0; i < 16; i++) {
            sumAndDifference(u, 32 + i * 2, 33 + i * 2, i & 1);
        }
        for (int i = 0; i < 16; i++) {
            rotateBack(u, 32 + i, 63 - i, 63 - 4 * reverseBits(4, i));
        }
        storeOdd(6, t, o, s, u);
        forward32(t, o, 2 * s, u);
    }

    /**
     * Undoes the last layer of the inverse: sums go to the even places of {@code t}, differences to the upper half of
     * {@code u}.
     */
    private static void splitHalves(int length, float[] t, int o, int s, float[] u) {
        for (int i = 0; i < length; i++) {
            u[i] = t[o + i * s];
        }
        for (int i = 0; i < length / 2; i++) {
            float x = u[i];
            float y = u[length - 1 - i];
            t[o + 2 * i * s] = x + y;
            u[length - 1 - i] = x - y;
        }
    }

    private static void storeOdd(int lengthLog2, float[] t, int o, int s, float[] u) {
        for (int i = 1 << (lengthLog2 - 1); i < 1 << lengthLog2; i++) {
            t[o + reverseBits(lengthLog2, i) * s] = u[i];
        }
    }

    /** The transpose of {@link InverseDct#rotate}: a turn by the opposite angle. */
    private static void rotateBack(float[] t, int a, int b, int angle) {
        float cos = COS[angle & 255];
        float sin = COS[(angle - 64) & 255];
        float x = t[a];
        float y = t[b];
        t[a] = x * cos + y * sin;
        t[b] = y * cos - x * sin;
    }

    /** {@link InverseDct#rotateAndSwap}, which is its own transpose. */
    static void rotateAndSwap(float[] t, int a, int b, int angle) {
        float cos = COS[angle & 255];
        float sin = COS[(angle - 64) & 255];
        float x = t[a];
        float y = t[b];
        t[a] = x * sin + y * cos;
        t[b] = x * cos - y * sin;
    }

    /** {@link InverseDct#sumAndDifference}, which is its own transpose. */
    static void sumAndDifference(float[] t, int a, int b, int flip) {
        int first = flip == 0 ? a : b;
        int second = flip == 0 ? b : a;
        float x = t[first];
        float y = t[second];
        t[first] = x + y;
        t[second] = x - y;
    }

    private static int reverseBits(int bits, int x) {
        return Integer.reverse(x) >>> (32 - bits);
    }
}
