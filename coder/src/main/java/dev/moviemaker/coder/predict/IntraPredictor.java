// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.predict;

/**
 * Intra prediction of one transform block (section 7.11.2). {@link #prepare} reads the neighbouring samples once, then
 * {@link #predict} may be called for as many modes as an encoder wants to try. An instance owns its scratch and belongs
 * to one thread.
 */
public final class IntraPredictor {
    private static final int DC_PRED = 0;
    private static final int V_PRED = 1;
    private static final int H_PRED = 2;
    private static final int D67_PRED = 8;
    private static final int SMOOTH_PRED = 9;
    private static final int SMOOTH_V_PRED = 10;
    private static final int SMOOTH_H_PRED = 11;
    private static final int PAETH_PRED = 12;

    private static final int BASE = IntraEdges.BASE;

    /** Sm_Weights_Tx of 4, 8, 16, 32 and 64 samples, by base 2 logarithm minus 2. */
    private static final int[][] SMOOTH_WEIGHTS = {
        {255, 149, 85, 64},
        {255, 197, 146, 105, 73, 50, 37, 32},
        {255, 225, 196, 170, 145, 123, 102, 84, 68, 54, 43, 33, 26, 20, 17, 16},
        {
            255, 240, 225, 210, 196, 182, 169, 157, 145, 133, 122, 111, 101, 92, 83, 74, 66, 59, 52, 45, 39, 34, 29, 25,
            21, 17, 14, 12, 10, 9, 8, 8
        },
        {
            255, 248, 240, 233, 225, 218, 210, 203, 196, 189, 182, 176, 169, 163, 156, 150, 144, 138, 133, 127, 121,
            116, 111, 106, 101, 96, 91, 86, 82, 77, 73, 69, 65, 61, 57, 54, 50, 47, 44, 41, 38, 35, 32, 29, 27, 25, 22,
            20, 18, 16, 15, 13, 12, 10, 9, 8, 7, 6, 6, 5, 5, 4, 4, 4
        },
    };

    private final IntraEdges edges = new IntraEdges();
    private final DirectionalPredictor directional = new DirectionalPredictor();

    private int log2W;
    private int log2H;
    private boolean haveLeft;
    private boolean haveAbove;
    private int bitDepth;
    private int visibleAbove;
    private int visibleLeft;

    /**
     * Reads the edges of the block at (x, y) of a plane that holds the reconstruction made so far.
     *
     * @param samples the plane of the current frame, before any loop filter
     * @param x column of the block's first sample in this plane
     * @param y row of the block's first sample in this plane
     * @param log2W base 2 logarithm of the width, 2 to 6
     * @param log2H base 2 logarithm of the height, 2 to 6
     * @param haveLeft whether the samples to the left may be used
     * @param haveAbove whether the samples above may be used
     * @param haveAboveRight whether the samples above and to the right may be used
     * @param haveBelowLeft whether the samples to the left and below may be used
     * @param maxX the largest column: MiCols * 4 in samples of this plane, minus 1
     * @param maxY the largest row: MiRows * 4 in samples of this plane, minus 1
     * @param bitDepth 8 or 10
     */
    public void prepare(
            short[] samples,
            int stride,
            int x,
            int y,
            int log2W,
            int log2H,
            boolean haveLeft,
            boolean haveAbove,
            boolean haveAboveRight,
            boolean haveBelowLeft,
            int maxX,
            int maxY,
            int bitDepth) {
        int w = 1 << log2W;
        int h = 1 << log2H;
        edges.load(
                samples, stride, x, y, w, h, haveLeft, haveAbove, haveAboveRight, haveBelowLeft, maxX, maxY, bitDepth);
        this.log2W = log2W;
        this.log2H = log2H;
        this.haveLeft = haveLeft;
        this.haveAbove = haveAbove;
        this.bitDepth = bitDepth;
        this.visibleAbove = Math.min(w, maxX - x + 1);
        this.visibleLeft = Math.min(h, maxY - y + 1);
    }

    /**
     * Predicts the prepared block.
     *
     * @param mode DC_PRED (0) to PAETH_PRED (12) as the specification numbers them
     * @param angleDelta -3 to 3, used by the directional modes only
     * @param smoothNeighbour the result of the intra filter type process (section 7.11.2.8): a neighbour uses a smooth
     *     mode
     * @param out receives the prediction; may be the plane itself
     * @param offset index of the block's first sample in {@code out}
     * @param stride distance of two rows in {@code out}
     */
    public void predict(
            int mode,
            int angleDelta,
            boolean enableIntraEdgeFilter,
            boolean smoothNeighbour,
            short[] out,
            int offset,
            int stride) {
        int w = 1 << log2W;
        int h = 1 << log2H;
        switch (mode) {
            case DC_PRED -> fill(dc(), w, h, out, offset, stride);
            case SMOOTH_PRED -> smooth(w, h, out, offset, stride);
            case SMOOTH_V_PRED -> smoothVertical(w, h, out, offset, stride);
            case SMOOTH_H_PRED -> smoothHorizontal(w, h, out, offset, stride);
            case PAETH_PRED -> paeth(w, h, out, offset, stride);
            default -> {
                if (mode < V_PRED || mode > D67_PRED) {
                    throw new IllegalArgumentException("intra mode is " + mode + ", allowed are 0 to 12");
                }
                if (angleDelta == 0 && mode == V_PRED) {
                    vertical(w, h, out, offset, stride);
                } else if (angleDelta == 0 && mode == H_PRED) {
                    horizontal(w, h, out, offset, stride);
                } else {
                    int pAngle = DirectionalPredictor.angle(mode, angleDelta);
                    directional.prepare(edges, pAngle, w, h, bitDepth);
                    if (enableIntraEdgeFilter) {
                        directional.filterEdges(haveLeft, haveAbove, visibleLeft, visibleAbove, smoothNeighbour);
                    }
                    directional.predict(out, offset, stride);
                }
            }
        }
    }

    private int dc() {
        int w = 1 << log2W;
        int h = 1 << log2H;
        int sum = 0;
        if (haveLeft) {
            for (int k = 0; k < h; k++) {
                sum += edges.left[BASE + k];
            }
        }
        if (haveAbove) {
            for (int k = 0; k < w; k++) {
                sum += edges.above[BASE + k];
            }
        }
        if (haveLeft && haveAbove) {
            return (sum + ((w + h) >> 1)) / (w + h);
        } else if (haveLeft) {
            return (sum + (h >> 1)) >> log2H;
        } else if (haveAbove) {
            return (sum + (w >> 1)) >> log2W;
        }
        return 1 << (bitDepth - 1);
    }

    private static void fill(int value, int w, int h, short[] out, int offset, int stride) {
        for (int i = 0; i < h; i++) {
            java.util.Arrays.fill(out, offset + i * stride, offset + i * stride + w, (short) value);
        }
    }

    private void vertical(int w, int h, short[] out, int offset, int stride) {
        for (int j = 0; j < w; j++) {
            out[offset + j] = (short) edges.above[BASE + j];
        }
        for (int i = 1; i < h; i++) {
            System.arraycopy(out, offset, out, offset + i * stride, w);
        }
    }

    private void horizontal(int w, int h, short[] out, int offset, int stride) {
        for (int i = 0; i < h; i++) {
            int row = offset + i * stride;
            java.util.Arrays.fill(out, row, row + w, (short) edges.left[BASE + i]);
        }
    }

    private void smooth(int w, int h, short[] out, int offset, int stride) {
        int[] above = edges.above;
        int[] left = edges.left;
        int[] weightsX = SMOOTH_WEIGHTS[log2W - 2];
        int[] weightsY = SMOOTH_WEIGHTS[log2H - 2];
        int belowLeft = left[BASE + h - 1];
        int aboveRight = above[BASE + w - 1];
        for (int i = 0; i < h; i++) {
            int row = offset + i * stride;
            int weightY = weightsY[i];
            int constant = (256 - weightY) * belowLeft + 256 * aboveRight + 256;
            int towardsLeft = left[BASE + i] - aboveRight;
            for (int j = 0; j < w; j++) {
                out[row + j] = (short) ((constant + weightY * above[BASE + j] + weightsX[j] * towardsLeft) >> 9);
            }
        }
    }

    private void smoothVertical(int w, int h, short[] out, int offset, int stride) {
        int[] above = edges.above;
        int[] weights = SMOOTH_WEIGHTS[log2H - 2];
        int belowLeft = edges.left[BASE + h - 1];
        for (int i = 0; i < h; i++) {
            int row = offset + i * stride;
            int weight = weights[i];
            int constant = (256 - weight) * belowLeft + 128;
            for (int j = 0; j < w; j++) {
                out[row + j] = (short) ((constant + weight * above[BASE + j]) >> 8);
            }
        }
    }

    private void smoothHorizontal(int w, int h, short[] out, int offset, int stride) {
        int[] weights = SMOOTH_WEIGHTS[log2W - 2];
        int aboveRight = edges.above[BASE + w - 1];
        for (int i = 0; i < h; i++) {
            int row = offset + i * stride;
            int towardsLeft = edges.left[BASE + i] - aboveRight;
            int constant = 256 * aboveRight + 128;
            for (int j = 0; j < w; j++) {
                out[row + j] = (short) ((constant + weights[j] * towardsLeft) >> 8);
            }
        }
    }

    /** Section 7.11.2.2: whichever of left, above and corner is nearest to left + above - corner. */
    private void paeth(int w, int h, short[] out, int offset, int stride) {
        int[] above = edges.above;
        int corner = above[BASE - 1];
        for (int i = 0; i < h; i++) {
            int row = offset + i * stride;
            int left = edges.left[BASE + i];
            int top = Math.abs(left - corner);
            for (int j = 0; j < w; j++) {
                int up = above[BASE + j];
                int pLeft = Math.abs(up - corner);
                int pTopLeft = Math.abs(up + left - 2 * corner);
                int other = top <= pTopLeft ? up : corner;
                out[row + j] = (short) (pLeft <= top && pLeft <= pTopLeft ? left : other);
            }
        }
    }
}
