// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.transform;

/** The one-dimensional inverse transforms as section 7.13.2 writes them, in place on the array T. */
class SpecInverseLine {
    private static final int[] COS128_LOOKUP = {
        4096, 4095, 4091, 4085, 4076, 4065, 4052, 4036, 4017, 3996, 3973, 3948, 3920, 3889, 3857, 3822, 3784, 3745,
        3703, 3659, 3612, 3564, 3513, 3461, 3406, 3349, 3290, 3229, 3166, 3102, 3035, 2967, 2896, 2824, 2751, 2675,
        2598, 2520, 2440, 2359, 2276, 2191, 2106, 2019, 1931, 1842, 1751, 1660, 1567, 1474, 1380, 1285, 1189, 1092, 995,
        897, 799, 700, 601, 501, 401, 301, 201, 101, 0
    };
    /** Every value that B wrote, to see whether a stream could legally hold the input. */
    private boolean conforming = true;

    final long[] t = new long[64];

    boolean conforming() {
        return conforming;
    }

    static int cos128(int angle) {
        int angle2 = angle & 255;
        if (angle2 <= 64) {
            return COS128_LOOKUP[angle2];
        } else if (angle2 <= 128) {
            return -COS128_LOOKUP[128 - angle2];
        } else if (angle2 <= 192) {
            return -COS128_LOOKUP[angle2 - 128];
        }
        return COS128_LOOKUP[256 - angle2];
    }

    static int sin128(int angle) {
        return cos128(angle - 64);
    }

    static long round2(long x, int n) {
        return n == 0 ? x : (x + (1L << (n - 1))) >> n;
    }

    private static int brev(int numBits, int x) {
        int r = 0;
        for (int i = 0; i < numBits; i++) {
            r += ((x >> i) & 1) << (numBits - 1 - i);
        }
        return r;
    }

    private void butterfly(int a, int b, int angle, int flip, int r) {
        long x = t[a] * cos128(angle) - t[b] * sin128(angle);
        long y = t[a] * sin128(angle) + t[b] * cos128(angle);
        t[a] = round2(x, 12);
        t[b] = round2(y, 12);
        conforming &= fits(t[a], r) && fits(t[b], r);
        if (flip != 0) {
            long swap = t[a];
            t[a] = t[b];
            t[b] = swap;
        }
    }

    static boolean fits(long value, int r) {
        return value >= -(1L << (r - 1)) && value < 1L << (r - 1);
    }

    static long clip(long value, int r) {
        return Math.max(-(1L << (r - 1)), Math.min((1L << (r - 1)) - 1, value));
    }

    private void hadamard(int a, int b, int flip, int r) {
        if (flip != 0) {
            hadamard(b, a, 0, r);
            return;
        }
        long x = t[a];
        long y = t[b];
        t[a] = clip(x + y, r);
        t[b] = clip(x - y, r);
    }

    void inverseDct(int n, int r) {
        long[] copy = t.clone();
        for (int i = 0; i < 1 << n; i++) {
            t[i] = copy[brev(n, i)];
        }
        for (int i = 0; n == 6 && i < 16; i++) {
            butterfly(32 + i, 63 - i, 63 - 4 * brev(4, i), 0, r);
        }
        for (int i = 0; n >= 5 && i < 8; i++) {
            butterfly(16 + i, 31 - i, 6 + (brev(3, 7 - i) << 3), 0, r);
        }
        for (int i = 0; n == 6 && i < 16; i++) {
            hadamard(32 + i * 2, 33 + i * 2, i & 1, r);
        }
        for (int i = 0; n >= 4 && i < 4; i++) {
            butterfly(8 + i, 15 - i, 12 + (brev(2, 3 - i) << 4), 0, r);
        }
        for (int i = 0; n >= 5 && i < 8; i++) {
            hadamard(16 + 2 * i, 17 + 2 * i, i & 1, r);
        }
        for (int i = 0; n == 6 && i < 4; i++) {
            for (int j = 0; j < 2; j++) {
                butterfly(62 - i * 4 - j, 33 + i * 4 + j, 60 - 16 * brev(2, i) + 64 * j, 1, r);
            }
        }
        for (int i = 0; n >= 3 && i < 2; i++) {
            butterfly(4 + i, 7 - i, 56 - 32 * i, 0, r);
        }
        for (int i = 0; n >= 4 && i < 4; i++) {
            hadamard(8 + 2 * i, 9 + 2 * i, i & 1, r);
        }
        for (int i = 0; n >= 5 && i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                butterfly(30 - 4 * i - j, 17 + 4 * i + j, 24 + (j << 6) + ((1 - i) << 5), 1, r);
            }
        }
        for (int i = 0; n == 6 && i < 8; i++) {
            for (int j = 0; j < 2; j++) {
                hadamard(32 + i * 4 + j, 35 + i * 4 - j, i & 1, r);
            }
        }
        for (int i = 0; i < 2; i++) {
            butterfly(2 * i, 2 * i + 1, 32 + 16 * i, 1 - i, r);
        }
        for (int i = 0; n >= 3 && i < 2; i++) {
            hadamard(4 + 2 * i, 5 + 2 * i, i, r);
        }
        for (int i = 0; n >= 4 && i < 2; i++) {
            butterfly(14 - i, 9 + i, 48 + 64 * i, 1, r);
        }
        for (int i = 0; n >= 5 && i < 4; i++) {
            for (int j = 0; j < 2; j++) {
                hadamard(16 + 4 * i + j, 19 + 4 * i - j, i & 1, r);
            }
        }
        for (int i = 0; n == 6 && i < 2; i++) {
            for (int j = 0; j < 4; j++) {
                butterfly(61 - i * 8 - j, 34 + i * 8 + j, 56 - i * 32 + (j >> 1) * 64, 1, r);
            }
        }
        for (int i = 0; i < 2; i++) {
            hadamard(i, 3 - i, 0, r);
        }
        if (n >= 3) {
            butterfly(6, 5, 32, 1, r);
        }
        for (int i = 0; n >= 4 && i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                hadamard(8 + 4 * i + j, 11 + 4 * i - j, i, r);
            }
        }
        for (int i = 0; n >= 5 && i < 4; i++) {
            butterfly(29 - i, 18 + i, 48 + (i >> 1) * 64, 1, r);
        }
        for (int i = 0; n == 6 && i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                hadamard(32 + 8 * i + j, 39 + 8 * i - j, i & 1, r);
            }
        }
        for (int i = 0; n >= 3 && i < 4; i++) {
            hadamard(i, 7 - i, 0, r);
        }
        for (int i = 0; n >= 4 && i < 2; i++) {
            butterfly(13 - i, 10 + i, 32, 1, r);
        }
        for (int i = 0; n >= 5 && i < 2; i++) {
            for (int j = 0; j < 4; j++) {
                hadamard(16 + i * 8 + j, 23 + i * 8 - j, i, r);
            }
        }
        for (int i = 0; n == 6 && i < 8; i++) {
            butterfly(59 - i, 36 + i, i < 4 ? 48 : 112, 1, r);
        }
        for (int i = 0; n >= 4 && i < 8; i++) {
            hadamard(i, 15 - i, 0, r);
        }
        for (int i = 0; n >= 5 && i < 4; i++) {
            butterfly(27 - i, 20 + i, 32, 1, r);
        }
        for (int i = 0; n == 6 && i < 8; i++) {
            hadamard(32 + i, 47 - i, 0, r);
            hadamard(48 + i, 63 - i, 1, r);
        }
        for (int i = 0; n >= 5 && i < 16; i++) {
            hadamard(i, 31 - i, 0, r);
        }
        for (int i = 0; n == 6 && i < 8; i++) {
            butterfly(55 - i, 40 + i, 32, 1, r);
        }
        for (int i = 0; n == 6 && i < 32; i++) {
            hadamard(i, 63 - i, 0, r);
        }
    }

    private void adstInput(int n) {
        int n0 = 1 << n;
        long[] copy = t.clone();
        for (int i = 0; i < n0; i++) {
            t[i] = copy[(i & 1) != 0 ? i - 1 : n0 - i - 1];
        }
    }

    private void adstOutput(int n) {
        long[] copy = t.clone();
        for (int i = 0; i < 1 << n; i++) {
            int a = (i >> 3) & 1;
            int b = ((i >> 2) & 1) ^ ((i >> 3) & 1);
            int c = ((i >> 1) & 1) ^ ((i >> 2) & 1);
            int d = (i & 1) ^ ((i >> 1) & 1);
            int idx = ((d << 3) | (c << 2) | (b << 1) | a) >> (4 - n);
            t[i] = (i & 1) != 0 ? -copy[idx] : copy[idx];
        }
    }

    void inverseAdst(int n, int r) {
        if (n == 2) {
            inverseAdst4(r);
        } else if (n == 3) {
            inverseAdst8(r);
        } else {
            inverseAdst16(r);
        }
    }

    private void inverseAdst4(int r) {
        long[] s = new long[7];
        s[0] = 1321 * t[0];
        s[1] = 2482 * t[0];
        s[2] = 3344 * t[1];
        s[3] = 3803 * t[2];
        s[4] = 1321 * t[2];
        s[5] = 2482 * t[3];
        s[6] = 3803 * t[3];
        long a7 = t[0] - t[2];
        long b7 = a7 + t[3];
        conforming &= fits(a7, r + 1) && fits(b7, r);
        s[0] = s[0] + s[3];
        s[1] = s[1] - s[4];
        s[3] = s[2];
        s[2] = 3344 * b7;
        s[0] = s[0] + s[5];
        s[1] = s[1] - s[6];
        long[] x = {s[0] + s[3], s[1] + s[3], s[2], s[0] + s[1] - s[3]};
        for (int i = 0; i < 4; i++) {
            conforming &= fits(x[i], r + 12) && fits(s[i], r + 12);
            t[i] = round2(x[i], 12);
        }
    }

    private void inverseAdst8(int r) {
        adstInput(3);
        for (int i = 0; i < 4; i++) {
            butterfly(2 * i, 2 * i + 1, 60 - 16 * i, 1, r);
        }
        for (int i = 0; i < 4; i++) {
            hadamard(i, 4 + i, 0, r);
        }
        for (int i = 0; i < 2; i++) {
            butterfly(4 + 3 * i, 5 + i, 48 - 32 * i, 1, r);
        }
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                hadamard(4 * j + i, 2 + 4 * j + i, 0, r);
            }
        }
        for (int i = 0; i < 2; i++) {
            butterfly(2 + 4 * i, 3 + 4 * i, 32, 1, r);
        }
        adstOutput(3);
    }

    private void inverseAdst16(int r) {
        adstInput(4);
        for (int i = 0; i < 8; i++) {
            butterfly(2 * i, 2 * i + 1, 62 - 8 * i, 1, r);
        }
        for (int i = 0; i < 8; i++) {
            hadamard(i, 8 + i, 0, r);
        }
        for (int i = 0; i < 2; i++) {
            butterfly(8 + 2 * i, 9 + 2 * i, 56 - 32 * i, 1, r);
            butterfly(13 + 2 * i, 12 + 2 * i, 8 + 32 * i, 1, r);
        }
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 2; j++) {
                hadamard(8 * j + i, 4 + 8 * j + i, 0, r);
            }
        }
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                butterfly(4 + 8 * j + 3 * i, 5 + 8 * j + i, 48 - 32 * i, 1, r);
            }
        }
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 4; j++) {
                hadamard(4 * j + i, 2 + 4 * j + i, 0, r);
            }
        }
        for (int i = 0; i < 4; i++) {
            butterfly(2 + 4 * i, 3 + 4 * i, 32, 1, r);
        }
        adstOutput(4);
    }

    void inverseIdentity(int n) {
        for (int i = 0; i < 1 << n; i++) {
            t[i] = switch (n) {
                case 2 -> round2(t[i] * 5793, 12);
                case 3 -> t[i] * 2;
                case 4 -> round2(t[i] * 11586, 12);
                default -> t[i] * 4;
            };
        }
    }
}
