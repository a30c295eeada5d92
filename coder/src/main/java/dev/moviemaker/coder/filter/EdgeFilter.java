// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.filter;

/**
 * Filters the samples across one edge (section 7.14.6): {@code p0, p1, ...} lie before the edge, {@code q0, q1, ...}
 * from it on.
 */
final class EdgeFilter {
    private final int[] v = new int[14];

    /** A step of one, and half the range, at the bit depth of the picture. */
    private int one;

    private int middle;
    private int limitBd;
    private int blimitBd;
    private int threshBd;

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
        one = 1 << shift;
        middle = 0x80 << shift;
        limitBd = limit << shift;
        blimitBd = (2 * (lvl + 2) + limit) << shift;
        threshBd = (lvl >> 4) << shift;
        for (int i = 0, q = at; i < 4; i++, q += along) {
            line(s, q, across, filterSize, chroma);
        }
    }

    /** One line, if it is smooth on both sides and the step at the edge is small (filterMask, section 7.14.6.2). */
    private void line(short[] s, int q, int across, int filterSize, boolean chroma) {
        int p1 = s[q - 2 * across];
        int p0 = s[q - across];
        int q0 = s[q];
        int q1 = s[q + across];
        int p1p0 = Math.abs(p1 - p0);
        int q1q0 = Math.abs(q1 - q0);
        if (p1p0 > limitBd || q1q0 > limitBd || Math.abs(p0 - q0) * 2 + (Math.abs(p1 - q1) >> 1) > blimitBd) {
            return;
        }
        int last = filterSize == 4 ? 1 : chroma ? 2 : 3;
        for (int k = 2; k <= last; k++) {
            if (Math.abs(s[q - (k + 1) * across] - s[q - k * across]) > limitBd
                    || Math.abs(s[q + k * across] - s[q + (k - 1) * across]) > limitBd) {
                return;
            }
        }
        if (filterSize == 4 || !isFlat(s, q, across, 1, last)) {
            narrow(s, q, across, p1p0 > threshBd || q1q0 > threshBd);
        } else if (chroma) {
            wide(s, q, across, 2, 3);
        } else if (filterSize == 8 || !isFlat(s, q, across, 4, 6)) {
            wide(s, q, across, 3, 3);
        } else {
            wide(s, q, across, 6, 4);
        }
    }

    /** flatMask and flatMask2: the samples so many places away differ little from the ones at the edge. */
    private boolean isFlat(short[] s, int q, int across, int from, int to) {
        int p0 = s[q - across];
        int q0 = s[q];
        for (int k = from; k <= to; k++) {
            if (Math.abs(s[q - (k + 1) * across] - p0) > one || Math.abs(s[q + k * across] - q0) > one) {
                return false;
            }
        }
        return true;
    }

    /** Section 7.14.6.3: changes one sample on each side, or two where the edge variance is not high. */
    private void narrow(short[] s, int q, int across, boolean hev) {
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
