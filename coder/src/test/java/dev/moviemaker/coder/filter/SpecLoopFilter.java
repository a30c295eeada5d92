// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.filter;

import dev.moviemaker.coder.transform.TxSize;

/**
 * Section 7.14 written down step by step, slow, to compare the fast version with: 4:2:0, no segments, no delta_lf.
 * Fields are the specification's variables and arrays; CurrFrame is [plane][y][x], mode info arrays are [row][col] in
 * 4x4 units.
 */
final class SpecLoopFilter {
    int frameWidth;
    int frameHeight;
    int miRows;
    int miCols;
    int bitDepth;
    int[] loopFilterLevel = new int[4];
    int sharpness;
    boolean deltaEnabled;
    int[] refDeltas = new int[8];
    int[] modeDeltas = new int[2];

    int[][][] currFrame = new int[3][][];
    int[][] blockWidth = {};
    int[][] blockHeight = {};
    boolean[][] skips = {};
    int[][] refFrames = {};
    /** YModes reduced to what matters: whether the mode is at least NEARESTMV and not GLOBALMV or GLOBAL_GLOBALMV. */
    int[][] modeTypes = {};
    /** LoopfilterTxSizes: [0] in 4x4 luma units, [1] for chroma, in 4x4 units of the chroma plane. */
    int[][][] loopfilterTxSizes = new int[2][][];

    private int lvl;
    private int limit;
    private int blimit;
    private int thresh;

    void run() {
        for (int plane = 0; plane < 3; plane++) {
            if (plane == 0 || loopFilterLevel[1 + plane] != 0) {
                for (int pass = 0; pass < 2; pass++) {
                    int rowStep = plane == 0 ? 1 : 2;
                    int colStep = plane == 0 ? 1 : 2;
                    for (int row = 0; row < miRows; row += rowStep) {
                        for (int col = 0; col < miCols; col += colStep) {
                            edge(plane, pass, row, col);
                        }
                    }
                }
            }
        }
    }

    private int txSize(int plane, int row, int col) {
        return loopfilterTxSizes[Math.min(plane, 1)][row][col];
    }

    private void edge(int plane, int pass, int rowIn, int colIn) {
        int subX = plane == 0 ? 0 : 1;
        int subY = subX;
        int dx = pass == 0 ? 1 : 0;
        int dy = pass == 0 ? 0 : 1;
        int x = colIn * 4;
        int y = rowIn * 4;
        int row = rowIn | subY;
        int col = colIn | subX;
        boolean onScreen = x < frameWidth && y < frameHeight && !(pass == 0 && x == 0) && !(pass == 1 && y == 0);
        if (!onScreen) {
            return;
        }
        int xP = x >> subX;
        int yP = y >> subY;
        int prevRow = row - (dy << subY);
        int prevCol = col - (dx << subX);
        int txSz = txSize(plane, row >> subY, col >> subX);
        int planeWidth = blockWidth[row][col] >> subX;
        int planeHeight = blockHeight[row][col] >> subY;
        boolean skip = skips[row][col];
        boolean isIntra = refFrames[row][col] <= 0;
        int prevTxSz = txSize(plane, prevRow >> subY, prevCol >> subX);
        boolean isBlockEdge = pass == 0 ? xP % planeWidth == 0 : yP % planeHeight == 0;
        boolean isTxEdge = pass == 0 ? xP % TxSize.width(txSz) == 0 : yP % TxSize.height(txSz) == 0;
        boolean applyFilter = isTxEdge && (isBlockEdge || !skip || isIntra);
        int baseSize = pass == 0
                ? Math.min(TxSize.width(prevTxSz), TxSize.width(txSz))
                : Math.min(TxSize.height(prevTxSz), TxSize.height(txSz));
        int filterSize = plane == 0 ? Math.min(16, baseSize) : Math.min(8, baseSize);
        strength(row, col, plane, pass);
        if (lvl == 0) {
            strength(prevRow, prevCol, plane, pass);
        }
        for (int i = 0; i < 4; i++) {
            if (applyFilter && lvl > 0) {
                sample(xP + dy * i, yP + dx * i, plane, dx, dy, filterSize);
            }
        }
    }

    private static int clip3(int low, int high, int x) {
        return Math.max(low, Math.min(high, x));
    }

    private void strength(int row, int col, int plane, int pass) {
        int i = plane == 0 ? pass : plane + 1;
        int lvlSeg = clip3(0, 63, loopFilterLevel[i]);
        if (deltaEnabled) {
            int nShift = lvlSeg >> 5;
            int ref = refFrames[row][col];
            if (ref == 0) {
                lvlSeg = lvlSeg + (refDeltas[0] << nShift);
            } else {
                lvlSeg = lvlSeg + (refDeltas[ref] << nShift) + (modeDeltas[modeTypes[row][col]] << nShift);
            }
            lvlSeg = clip3(0, 63, lvlSeg);
        }
        lvl = lvlSeg;
        int shift = sharpness > 4 ? 2 : sharpness > 0 ? 1 : 0;
        limit = sharpness > 0 ? clip3(1, 9 - sharpness, lvl >> shift) : Math.max(1, lvl >> shift);
        blimit = 2 * (lvl + 2) + limit;
        thresh = lvl >> 4;
    }

    private void sample(int x, int y, int plane, int dx, int dy, int filterSize) {
        int[][] c = currFrame[plane];
        int[] q = new int[7];
        int[] p = new int[7];
        int reach = filterSize == 16 ? 7 : filterSize == 8 ? (plane == 0 ? 4 : 3) : 2;
        for (int i = 0; i < reach; i++) {
            q[i] = c[y + dy * i][x + dx * i];
            p[i] = c[y - dy * (i + 1)][x - dx * (i + 1)];
        }
        int threshBd = thresh << (bitDepth - 8);
        boolean hevMask = Math.abs(p[1] - p[0]) > threshBd || Math.abs(q[1] - q[0]) > threshBd;
        int filterLen = filterSize == 4 ? 4 : plane != 0 ? 6 : filterSize == 8 ? 8 : 16;
        int limitBd = limit << (bitDepth - 8);
        int blimitBd = blimit << (bitDepth - 8);
        boolean mask = Math.abs(p[1] - p[0]) > limitBd;
        mask |= Math.abs(q[1] - q[0]) > limitBd;
        mask |= Math.abs(p[0] - q[0]) * 2 + Math.abs(p[1] - q[1]) / 2 > blimitBd;
        if (filterLen >= 6) {
            mask |= Math.abs(p[2] - p[1]) > limitBd;
            mask |= Math.abs(q[2] - q[1]) > limitBd;
        }
        if (filterLen >= 8) {
            mask |= Math.abs(p[3] - p[2]) > limitBd;
            mask |= Math.abs(q[3] - q[2]) > limitBd;
        }
        boolean filterMask = !mask;
        int thresholdBd = 1 << (bitDepth - 8);
        boolean flatMask = flat(p, q, 1, filterLen >= 8 ? 3 : 2, thresholdBd);
        boolean flatMask2 = flat(p, q, 4, 6, thresholdBd);
        if (!filterMask) {
            return;
        }
        if (filterSize == 4 || !flatMask) {
            narrow(hevMask, x, y, plane, dx, dy);
        } else if (filterSize == 8 || !flatMask2) {
            wide(x, y, plane, dx, dy, 3);
        } else {
            wide(x, y, plane, dx, dy, 4);
        }
    }

    private static boolean flat(int[] p, int[] q, int from, int to, int threshold) {
        boolean mask = false;
        for (int i = from; i <= to; i++) {
            mask |= Math.abs(p[i] - p[0]) > threshold || Math.abs(q[i] - q[0]) > threshold;
        }
        return !mask;
    }

    private int filter4Clamp(int value) {
        return clip3(-(1 << (bitDepth - 1)), (1 << (bitDepth - 1)) - 1, value);
    }

    private void narrow(boolean hevMask, int x, int y, int plane, int dx, int dy) {
        int[][] c = currFrame[plane];
        int offset = 0x80 << (bitDepth - 8);
        int ps1 = c[y - dy * 2][x - dx * 2] - offset;
        int ps0 = c[y - dy][x - dx] - offset;
        int qs0 = c[y][x] - offset;
        int qs1 = c[y + dy][x + dx] - offset;
        int filter = hevMask ? filter4Clamp(ps1 - qs1) : 0;
        filter = filter4Clamp(filter + 3 * (qs0 - ps0));
        int filter1 = filter4Clamp(filter + 4) >> 3;
        int filter2 = filter4Clamp(filter + 3) >> 3;
        c[y][x] = filter4Clamp(qs0 - filter1) + offset;
        c[y - dy][x - dx] = filter4Clamp(ps0 + filter2) + offset;
        if (!hevMask) {
            filter = (filter1 + 1) >> 1;
            c[y + dy][x + dx] = filter4Clamp(qs1 - filter) + offset;
            c[y - dy * 2][x - dx * 2] = filter4Clamp(ps1 + filter) + offset;
        }
    }

    private void wide(int x, int y, int plane, int dx, int dy, int log2Size) {
        int[][] c = currFrame[plane];
        int n = log2Size == 4 ? 6 : plane == 0 ? 3 : 2;
        int n2 = log2Size == 3 && plane == 0 ? 0 : 1;
        int[] f = new int[2 * n];
        for (int i = -n; i < n; i++) {
            int t = 0;
            for (int j = -n; j <= n; j++) {
                int p = clip3(-(n + 1), n, i + j);
                int tap = Math.abs(j) <= n2 ? 2 : 1;
                t += c[y + p * dy][x + p * dx] * tap;
            }
            f[i + n] = (t + (1 << (log2Size - 1))) >> log2Size;
        }
        for (int i = -n; i < n; i++) {
            c[y + i * dy][x + i * dx] = f[i + n];
        }
    }
}
