// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.predict;

/**
 * Sections 7.11.3.2, 7.11.3.3 (reference of the same size) and 7.11.3.4 written down step by step, slow, to compare the
 * fast version with.
 */
final class SpecInterPrediction {
    private SpecInterPrediction() {}

    private static int round2(int x, int n) {
        return n == 0 ? x : (x + (1 << (n - 1))) >> n;
    }

    private static long round2Signed(long x, int n) {
        return x >= 0 ? (x + (1L << (n - 1))) >> n : -((-x + (1L << (n - 1))) >> n);
    }

    /**
     * The array pred; {@code mv} is in eighths of a luma sample, [row, column]; {@code ref} is [y][x] with exactly the
     * plane's visible size.
     */
    static int[][] predict(
            int[][] ref, int sub, int x, int y, int w, int h, int[] mv, int[] interpFilters, boolean isCompound) {
        int interRound0 = 3;
        int interRound1 = isCompound ? 7 : 11;
        int scale = 1 << 14;
        int halfSample = 1 << 3;
        int origX = (x << 4) + ((2 * mv[1]) >> sub) + halfSample;
        int origY = (y << 4) + ((2 * mv[0]) >> sub) + halfSample;
        long baseX = (long) origX * scale - (halfSample << 14);
        long baseY = (long) origY * scale - (halfSample << 14);
        int off = (1 << (10 - 4)) / 2;
        int startX = (int) round2Signed(baseX, 14 + 4 - 10) + off;
        int startY = (int) round2Signed(baseY, 14 + 4 - 10) + off;
        int step = (int) round2Signed(scale, 14 - 10);
        int lastY = ref.length - 1;
        int lastX = ref[0].length - 1;
        int intermediateHeight = (((h - 1) * step + (1 << 10) - 1) >> 10) + 8;
        int[][] intermediate = new int[intermediateHeight][w];
        int interpFilter = shortened(interpFilters[1], w);
        for (int r = 0; r < intermediateHeight; r++) {
            for (int c = 0; c < w; c++) {
                int s = 0;
                int p = startX + step * c;
                for (int t = 0; t < 8; t++) {
                    int row = Math.max(0, Math.min(lastY, (startY >> 10) + r - 3));
                    int column = Math.max(0, Math.min(lastX, (p >> 10) + t - 3));
                    s += SubpelFilters.TAPS[(interpFilter * 16 + ((p >> 6) & 15)) * 8 + t] * ref[row][column];
                }
                intermediate[r][c] = round2(s, interRound0);
            }
        }
        int[][] pred = new int[h][w];
        interpFilter = shortened(interpFilters[0], h);
        for (int r = 0; r < h; r++) {
            for (int c = 0; c < w; c++) {
                int s = 0;
                int p = (startY & 1023) + step * r;
                for (int t = 0; t < 8; t++) {
                    s += SubpelFilters.TAPS[(interpFilter * 16 + ((p >> 6) & 15)) * 8 + t]
                            * intermediate[(p >> 10) + t][c];
                }
                pred[r][c] = round2(s, interRound1);
            }
        }
        return pred;
    }

    private static int shortened(int interpFilter, int length) {
        if (length <= 4) {
            if (interpFilter == 0 || interpFilter == 2) {
                return 4;
            } else if (interpFilter == 1) {
                return 5;
            }
        }
        return interpFilter;
    }
}
