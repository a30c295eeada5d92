// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.filter;

/**
 * Filters the samples across one edge (section 7.14.6): {@code p0, p1, ...} lie before the edge, {@code q0, q1, ...}
 * from it on.
 */
final class EdgeFilter {
    private final int[] v = new int[14];

    /**
     * Filters four neighbouring lines across an edge.
     *
     * @param at index of q0 of the first line
     * @param across distance from p0 to q0
     * @param along distance from one line to the next
     * @param filterSize 4, 8 or 16
     */
    void filter(
            short[] s,
            int at,
            int across,
            int along,
            int filterSize,
            boolean chroma,
            int lvl,
            int limit,
            int bitDepth) {
        int shift = bitDepth - 8;
        int limitBd = limit << shift;
        int blimitBd = (2 * (lvl + 2) + limit) << shift;
        int threshBd = (lvl >> 4) << shift;
        int one = 1 << shift;
        for (int i = 0, q = at; i < 4; i++, q += along) {
            int p1 = s[q - 2 * across];
            int p0 = s[q - across];
            int q0 = s[q];
            int q1 = s[q + across];
            int p1p0 = Math.abs(p1 - p0);
            int q1q0 = Math.abs(q1 - q0);
            if (p1p0 > limitBd || q1q0 > limitBd || Math.abs(p0 - q0) * 2 + (Math.abs(p1 - q1) >> 1) > blimitBd) {
                continue;
            }
            boolean hev = p1p0 > threshBd || q1q0 > threshBd;
            if (filterSize == 4) {
                narrow(s, q, across, hev, bitDepth);
                continue;
            }
            int p2 = s[q - 3 * across];
            int q2 = s[q + 2 * across];
            if (Math.abs(p2 - p1) > limitBd || Math.abs(q2 - q1) > limitBd) {
                continue;
            }
            boolean flat = p1p0 <= one && q1q0 <= one && Math.abs(p2 - p0) <= one && Math.abs(q2 - q0) <= one;
            if (chroma) {
                if (flat) {
                    wide(s, q, across, 2, 3);
                } else {
                    narrow(s, q, across, hev, bitDepth);
                }
                continue;
            }
            int p3 = s[q - 4 * across];
            int q3 = s[q + 3 * across];
            if (Math.abs(p3 - p2) > limitBd || Math.abs(q3 - q2) > limitBd) {
                continue;
            }
            if (!flat || Math.abs(p3 - p0) > one || Math.abs(q3 - q0) > one) {
                narrow(s, q, across, hev, bitDepth);
            } else if (filterSize == 8 || !isFarFlat(s, q, across, one)) {
                wide(s, q, across, 3, 3);
            } else {
                wide(s, q, across, 6, 4);
            }
        }
    }

    /** flatMask2: the samples five to seven places away differ little from the ones at the edge. */
    private static boolean isFarFlat(short[] s, int q, int across, int one) {
        int p0 = s[q - across];
        int q0 = s[q];
        return Math.abs(s[q - 7 * across] - p0) <= one
                && Math.abs(s[q + 6 * across] - q0) <= one
                && Math.abs(s[q - 6 * across] - p0) <= one
                && Math.abs(s[q + 5 * across] - q0) <= one
                && Math.abs(s[q - 5 * across] - p0) <= one
                && Math.abs(s[q + 4 * across] - q0) <= one;
    }

    /** Section 7.14.6.3: changes one sample on each side, or two where the edge variance is not high. */
    private static void narrow(short[] s, int q, int across, boolean hev, int bitDepth) {
        int middle = 0x80 << (bitDepth - 8);
        int max = middle - 1;
        int min = -middle;
        int ps1 = s[q - 2 * across] - middle;
        int ps0 = s[q - across] - middle;
        int qs0 = s[q] - middle;
        int qs1 = s[q + across] - middle;
        int filter = hev ? clamp(ps1 - qs1, min, max) : 0;
        filter = clamp(filter + 3 * (qs0 - ps0), min, max);
        int filter1 = clamp(filter + 4, min, max) >> 3;
        int filter2 = clamp(filter + 3, min, max) >> 3;
        s[q] = (short) (clamp(qs0 - filter1, min, max) + middle);
        s[q - across] = (short) (clamp(ps0 + filter2, min, max) + middle);
        if (!hev) {
            filter = (filter1 + 1) >> 1;
            s[q + across] = (short) (clamp(qs1 - filter, min, max) + middle);
            s[q - 2 * across] = (short) (clamp(ps1 + filter, min, max) + middle);
        }
    }

    /**
     * Section 7.14.6.4: a low pass over {@code n} samples on each side, {@code 2 * n + 1} taps whose inner ones count
     * twice. The sum of the window is carried from sample to sample; what lies beyond the outermost samples repeats
     * them.
     */
    private void wide(short[] s, int q, int across, int n, int log2Size) {
        int last = 2 * n + 1;
        int first = q - (n + 1) * across;
        for (int k = 0; k <= last; k++) {
            v[k] = s[first + k * across];
        }
        int window = n * v[0];
        for (int k = 1; k <= n + 1; k++) {
            window += v[k];
        }
        int half = 1 << (log2Size - 1);
        boolean threeDouble = n != 3;
        for (int c = 1; c < last; c++) {
            int twice = threeDouble ? v[c - 1] + v[c] + v[c + 1] : v[c];
            s[first + c * across] = (short) ((window + twice + half) >> log2Size);
            window += v[Math.min(last, c + n + 1)] - v[Math.max(0, c - n)];
        }
    }

    private static int clamp(int x, int min, int max) {
        return Math.max(min, Math.min(max, x));
    }
}
