// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.predict;

import java.util.Arrays;

/**
 * The samples of a reference around a block, as {@code int}s row by row without a gap, with the picture's edges
 * repeated: what interpolation filters read. Filters are loops over all rows at once, which the JIT compiler turns into
 * vector code only for arrays of {@code int} or {@code float}.
 */
final class ReferenceWindow {
    /** Samples that filters read before and after the ones they give. */
    private static final int BEFORE = 3;

    private static final int AFTER = 4;
    private static final int MAX_SIDE = 128 + BEFORE + AFTER + 2;

    final int[] samples = new int[MAX_SIDE * MAX_SIDE];

    /** Distance of two rows, and where the block's first sample is. */
    int pitch;

    int offset;

    private final int margin;
    private short[] source = new short[0];
    private int left;
    private int top;
    private int width;
    private int height;

    /**
     * A window that reads {@code margin} (0 or 1) samples more on each side, so that blocks right beside the first one
     * find it already filled.
     */
    ReferenceWindow(int margin) {
        this.margin = margin;
    }

    /** Nothing that was read may be used again. */
    void forget() {
        width = 0;
    }

    /** Covers the block of {@code w x h} samples at (x, y) of a plane whose last column and row are these. */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    void cover(short[] plane, int stride, int lastX, int lastY, int x, int y, int w, int h) {
        int firstX = x - BEFORE;
        int firstY = y - BEFORE;
        boolean covered = plane == source
                && firstX >= left
                && firstY >= top
                && x + w + AFTER <= left + width
                && y + h + AFTER <= top + height;
        if (!covered) {
            source = plane;
            left = firstX - margin;
            top = firstY - margin;
            width = w + BEFORE + AFTER + 2 * margin;
            height = h + BEFORE + AFTER + 2 * margin;
            pitch = width;
            read(stride, lastX, lastY);
        }
        offset = (y - top) * pitch + x - left;
    }

    private void read(int stride, int lastX, int lastY) {
        int inFrom = Math.clamp(-(long) left, 0, width);
        int inTo = Math.clamp((long) lastX + 1 - left, inFrom, width);
        short[] plane = source;
        for (int row = 0; row < height; row++) {
            int from = Math.clamp(top + row, 0, lastY) * stride;
            int to = row * pitch;
            if (inFrom > 0) {
                Arrays.fill(samples, to, to + inFrom, plane[from]);
            }
            for (int i = inFrom; i < inTo; i++) {
                samples[to + i] = plane[from + left + i];
            }
            if (inTo < width) {
                Arrays.fill(samples, to + inTo, to + width, plane[from + lastX]);
            }
        }
    }
}
