// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.predict;

/**
 * Directional intra prediction (section 7.11.2.4): each sample is found by going from it along an angle until the row
 * above or the column to the left is met. Before that the edges may be smoothed (7.11.2.12) or doubled in resolution
 * (7.11.2.11). Works on its own copy of the edges.
 */
final class DirectionalPredictor {
    private static final int BASE = IntraEdges.BASE;
    private static final int ANGLE_STEP = 3;

    /** Mode_To_Angle from V_PRED (1) to D67_PRED (8), in degrees, counted from "straight right" against the clock. */
    private static final int[] MODE_TO_ANGLE = {0, 90, 180, 45, 135, 113, 157, 203, 67};

    /** Dr_Intra_Derivative: about 64 / tan(angle) for the angles that can occur, by degrees. */
    private static final int[] DERIVATIVE = {
        0, 0, 0, 1023, 0, 0, 547, 0, 0, 372, 0, 0, 0, 0, 273, 0, 0, 215, 0, 0, 178, 0, 0, 151, 0, 0, 132, 0, 0, 116, 0,
        0, 102, 0, 0, 0, 90, 0, 0, 80, 0, 0, 71, 0, 0, 64, 0, 0, 57, 0, 0, 51, 0, 0, 45, 0, 0, 0, 40, 0, 0, 35, 0, 0,
        31, 0, 0, 27, 0, 0, 23, 0, 0, 19, 0, 0, 15, 0, 0, 0, 0, 11, 0, 0, 7, 0, 0, 3, 0, 0
    };

    /**
     * From which distance to the vertical or horizontal, in degrees, edges are smoothed by strength 1, 2 and 3; by
     * width and height together: up to 8, 16, 24, 32 and more.
     */
    private static final int[][] STRENGTH = {{56}, {40}, {8, 16, 32}, {0, 4, 32}, {0, 0, 0}};

    /** The same where a neighbour was predicted smoothly; the last row is for 32 and more. */
    private static final int[][] STRENGTH_BESIDE_SMOOTH = {{40, 64}, {20, 48}, {4, 4, 4}, {0, 0, 0}};

    private static final int[][] KERNEL = {{0, 4, 8}, {0, 5, 6}, {2, 4, 4}};

    private final int[] above = new int[BASE + 2 * 64 + 16];
    private final int[] left = new int[BASE + 2 * 64 + 16];
    private final int[] copy = new int[2 * 64 + 16];

    private int pAngle;
    private int w;
    private int h;
    private int bitDepth;
    private int upsampleAbove;
    private int upsampleLeft;

    static int angle(int mode, int angleDelta) {
        return MODE_TO_ANGLE[mode] + angleDelta * ANGLE_STEP;
    }

    void prepare(IntraEdges edges, int pAngle, int w, int h, int bitDepth) {
        System.arraycopy(edges.above, BASE - 1, above, BASE - 1, w + h + 1);
        System.arraycopy(edges.left, BASE - 1, left, BASE - 1, w + h + 1);
        this.pAngle = pAngle;
        this.w = w;
        this.h = h;
        this.bitDepth = bitDepth;
        upsampleAbove = 0;
        upsampleLeft = 0;
    }

    /** Step 4 of section 7.11.2.4; an edge that the angle never meets is left as it is. */
    void filterEdges(boolean haveLeft, boolean haveAbove, int visibleLeft, int visibleAbove, boolean smoothNeighbour) {
        if (pAngle == 90 || pAngle == 180) {
            return;
        }
        if (pAngle > 90 && pAngle < 180 && w + h >= 24) {
            int corner = (left[BASE] * 5 + above[BASE - 1] * 6 + above[BASE] * 5 + 8) >> 4;
            left[BASE - 1] = corner;
            above[BASE - 1] = corner;
        }
        if (pAngle < 180) {
            int delta = Math.abs(pAngle - 90);
            int beyond = pAngle < 90 ? h : 0;
            if (haveAbove) {
                smooth(above, visibleAbove + beyond + 1, strength(w + h, smoothNeighbour, delta));
            }
            if (upsamples(w + h, smoothNeighbour, delta)) {
                upsampleAbove = 1;
                upsample(above, w + beyond);
            }
        }
        if (pAngle > 90) {
            int delta = Math.abs(pAngle - 180);
            int beyond = pAngle > 180 ? w : 0;
            if (haveLeft) {
                smooth(left, visibleLeft + beyond + 1, strength(w + h, smoothNeighbour, delta));
            }
            if (upsamples(w + h, smoothNeighbour, delta)) {
                upsampleLeft = 1;
                upsample(left, h + beyond);
            }
        }
    }

    /** Section 7.11.2.9. */
    static int strength(int widthPlusHeight, boolean smoothNeighbour, int delta) {
        int[][] table = smoothNeighbour ? STRENGTH_BESIDE_SMOOTH : STRENGTH;
        int row = Math.min(Math.max(0, (widthPlusHeight - 1) / 8), table.length - 1);
        int strength = 0;
        for (int from : table[row]) {
            strength += delta >= from ? 1 : 0;
        }
        return strength;
    }

    /** Section 7.11.2.10. */
    private static boolean upsamples(int widthPlusHeight, boolean smoothNeighbour, int delta) {
        return delta > 0 && delta < 40 && widthPlusHeight <= (smoothNeighbour ? 8 : 16);
    }

    /**
     * Section 7.11.2.12: a five-tap filter along the edge; the first of the {@code size} samples, at index -1, stays.
     */
    private void smooth(int[] edge, int size, int strength) {
        if (strength == 0) {
            return;
        }
        int[] kernel = KERNEL[strength - 1];
        int outer = kernel[0];
        int inner = kernel[1];
        int middle = kernel[2];
        System.arraycopy(edge, BASE - 1, copy, 2, size);
        copy[1] = copy[2];
        copy[size + 2] = copy[size + 1];
        copy[size + 3] = copy[size + 1];
        for (int i = 1; i < size; i++) {
            edge[BASE - 1 + i] =
                    (outer * (copy[i] + copy[i + 4]) + inner * (copy[i + 1] + copy[i + 3]) + middle * copy[i + 2] + 8)
                            >> 4;
        }
    }

    /** Section 7.11.2.11: puts an interpolated sample before each of the {@code count} samples. */
    private void upsample(int[] edge, int count) {
        int maximum = (1 << bitDepth) - 1;
        System.arraycopy(edge, BASE - 1, copy, 1, count + 1);
        copy[0] = copy[1];
        copy[count + 2] = copy[count + 1];
        edge[BASE - 2] = copy[0];
        for (int i = 0; i < count; i++) {
            int s = (9 * (copy[i + 1] + copy[i + 2]) - copy[i] - copy[i + 3] + 8) >> 4;
            edge[BASE + 2 * i - 1] = Math.max(0, Math.min(maximum, s));
            edge[BASE + 2 * i] = copy[i + 2];
        }
    }

    void predict(short[] out, int offset, int stride) {
        if (pAngle < 90) {
            fromAbove(DERIVATIVE[pAngle], out, offset, stride);
        } else if (pAngle > 180) {
            fromLeft(DERIVATIVE[270 - pAngle], out, offset, stride);
        } else if (pAngle != 90 && pAngle != 180) {
            int dx = DERIVATIVE[180 - pAngle];
            int dy = DERIVATIVE[pAngle - 90];
            fromBoth(dx, dy, out, offset, stride);
        }
    }

    private void fromAbove(int dx, short[] out, int offset, int stride) {
        int maxBase = (w + h - 1) << upsampleAbove;
        for (int i = 0; i < h; i++) {
            int idx = (i + 1) * dx;
            int base = idx >> (6 - upsampleAbove);
            int shift = ((idx << upsampleAbove) >> 1) & 0x1F;
            int row = offset + i * stride;
            int inside = Math.clamp((maxBase - base + upsampleAbove) >> upsampleAbove, 0, w);
            interpolate(above, BASE + base, upsampleAbove, shift, inside, out, row);
            java.util.Arrays.fill(out, row + inside, row + w, (short) above[BASE + maxBase]);
        }
    }

    private void fromLeft(int dy, short[] out, int offset, int stride) {
        for (int j = 0; j < w; j++) {
            int idx = (j + 1) * dy;
            int base = BASE + (idx >> (6 - upsampleLeft));
            int shift = ((idx << upsampleLeft) >> 1) & 0x1F;
            for (int i = 0, p = offset + j; i < h; i++, p += stride) {
                int k = base + (i << upsampleLeft);
                out[p] = (short) ((left[k] * (32 - shift) + left[k + 1] * shift + 16) >> 5);
            }
        }
    }

    private void fromBoth(int dx, int dy, short[] out, int offset, int stride) {
        for (int i = 0; i < h; i++) {
            int row = offset + i * stride;
            int idx = -(i + 1) * dx;
            int base = idx >> (6 - upsampleAbove);
            int shift = ((idx << upsampleAbove) >> 1) & 0x1F;
            // The first column whose place lies at or right of the corner, index -1 (in doubled resolution -2).
            int first = Math.clamp(-(base >> upsampleAbove) - 1, 0, w);
            for (int j = 0; j < first; j++) {
                int leftIdx = (i << 6) - (j + 1) * dy;
                int k = BASE + (leftIdx >> (6 - upsampleLeft));
                int leftShift = ((leftIdx << upsampleLeft) >> 1) & 0x1F;
                out[row + j] = (short) ((left[k] * (32 - leftShift) + left[k + 1] * leftShift + 16) >> 5);
            }
            interpolate(
                    above, BASE + base + (first << upsampleAbove), upsampleAbove, shift, w - first, out, row + first);
        }
    }

    private static void interpolate(int[] edge, int from, int upsample, int shift, int count, short[] out, int at) {
        if (upsample == 0) {
            for (int j = 0; j < count; j++) {
                out[at + j] = (short) ((edge[from + j] * (32 - shift) + edge[from + j + 1] * shift + 16) >> 5);
            }
        } else {
            for (int j = 0; j < count; j++) {
                int k = from + 2 * j;
                out[at + j] = (short) ((edge[k] * (32 - shift) + edge[k + 1] * shift + 16) >> 5);
            }
        }
    }
}
