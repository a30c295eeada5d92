// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.color;

import dev.moviemaker.ColorDescription;

/**
 * From Y'CbCr samples of one bit depth to another, rounded to the nearest:
 * {@code min((sample * factor + half) / divisor, max)}.
 *
 * @param factor 1 to 1023
 * @param divisor 1 to 1023
 */
public record DepthChange(int factor, int half, int divisor, int max) {

    /**
     * Returns the change between two depths. Limited range scales by 4, full range by 1023/255.
     *
     * @param sourceDepth 8 or 10
     * @param targetDepth 8 or 10
     */
    public static DepthChange of(ColorDescription.Range range, int sourceDepth, int targetDepth) {
        int max = (1 << targetDepth) - 1;
        if (sourceDepth == targetDepth) {
            return new DepthChange(1, 0, 1, max);
        }
        if (range == ColorDescription.Range.FULL) {
            int sourceMax = (1 << sourceDepth) - 1;
            return new DepthChange(max, sourceMax / 2, sourceMax, max);
        }
        return sourceDepth < targetDepth ? new DepthChange(4, 0, 1, max) : new DepthChange(1, 2, 4, max);
    }

    /**
     * Changes a sample.
     *
     * @param sample at least 0
     */
    public int apply(int sample) {
        return Math.min((sample * factor + half) / divisor, max);
    }
}
