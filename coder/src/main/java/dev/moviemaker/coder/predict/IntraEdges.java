// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.predict;

import java.util.Arrays;

/**
 * The samples around a transform block that intra prediction starts from: AboveRow and LeftCol of section 7.11.2. Both
 * arrays hold index {@code i} of the specification at {@code BASE + i}, because index -1 is the corner and upsampling
 * writes index -2.
 */
final class IntraEdges {
    /** Where index 0 lies. */
    static final int BASE = 16;

    private static final int LENGTH = BASE + 2 * 64 + 16;

    final int[] above = new int[LENGTH];
    final int[] left = new int[LENGTH];

    /**
     * Reads the edges of the block of {@code w x h} samples at (x, y); see {@link IntraPredictor#prepare} for the rest.
     */
    void load(
            short[] samples,
            int stride,
            int x,
            int y,
            int w,
            int h,
            boolean haveLeft,
            boolean haveAbove,
            boolean haveAboveRight,
            boolean haveBelowLeft,
            int maxX,
            int maxY,
            int bitDepth) {
        int here = y * stride + x;
        int middle = 1 << (bitDepth - 1);
        int count = w + h;
        if (haveAbove) {
            int limit = Math.min(maxX, x + (haveAboveRight ? 2 * w : w) - 1);
            int readable = Math.min(count, limit - x + 1);
            int row = here - stride;
            for (int i = 0; i < readable; i++) {
                above[BASE + i] = samples[row + i];
            }
            Arrays.fill(above, BASE + readable, BASE + count, samples[row + readable - 1]);
        } else {
            Arrays.fill(above, BASE, BASE + count, haveLeft ? samples[here - 1] : middle - 1);
        }
        if (haveLeft) {
            int limit = Math.min(maxY, y + (haveBelowLeft ? 2 * h : h) - 1);
            int readable = Math.min(count, limit - y + 1);
            for (int i = 0, p = here - 1; i < readable; i++, p += stride) {
                left[BASE + i] = samples[p];
            }
            Arrays.fill(left, BASE + readable, BASE + count, samples[here - 1 + (readable - 1) * stride]);
        } else {
            Arrays.fill(left, BASE, BASE + count, haveAbove ? samples[here - stride] : middle + 1);
        }
        int corner = middle;
        if (haveAbove) {
            corner = samples[here - stride - (haveLeft ? 1 : 0)];
        } else if (haveLeft) {
            corner = samples[here - 1];
        }
        above[BASE - 1] = corner;
        left[BASE - 1] = corner;
    }
}
