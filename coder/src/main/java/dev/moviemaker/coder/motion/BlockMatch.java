// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.motion;

import dev.moviemaker.coder.predict.InterPredictor;
import java.util.Arrays;

/**
 * One block of the source, and the reference it is looked for in: how far what a vector predicts is from it (sums of
 * absolute differences), and what the vector costs. Vectors are in eighths of a sample, packed as {@link MotionSearch}
 * tells. Belongs to one thread.
 */
public final class BlockMatch {
    /** Prices are in 1/16 of a distance unit. */
    private static final int LAMBDA_SHIFT = 4;

    /** The bits of both components that are not 0 between samples. */
    private static final int WHOLE = 0x70007;

    private final InterPredictor predictor = InterPredictor.forSearch();

    /** A copy of a block beyond the edges of the reference. */
    private final short[] outside = new short[128 * 128];

    /** The source block row by row, once {@link #hasBlock}. */
    private final int[] block = new int[128 * 128];

    private boolean hasBlock;
    private short[] source = outside;
    private int sourceOffset;
    private int sourceStride;
    private int width;
    private int height;
    private short[] reference = outside;
    private int referenceStride;
    private int lastX;
    private int lastY;
    private int x;
    private int y;
    private int bitDepth;
    private int lambda;
    private int predictedRow;
    private int predictedColumn;

    /** Chooses the block to find: {@code width x height} luma samples of the source at (x, y). */
    public void source(short[] samples, int stride, int x, int y, int width, int height, int bitDepth) {
        this.source = samples;
        this.sourceStride = stride;
        this.sourceOffset = y * stride + x;
        this.x = x;
        this.y = y;
        this.width = width;
        this.height = height;
        this.bitDepth = bitDepth;
        hasBlock = false;
        predictor.forget();
    }

    /** Chooses where to look: a luma plane whose last column and row are lastX and lastY. */
    public void reference(short[] samples, int stride, int lastX, int lastY) {
        this.reference = samples;
        this.referenceStride = stride;
        this.lastX = lastX;
        this.lastY = lastY;
        predictor.forget();
    }

    /**
     * Sets the price of vectors.
     *
     * @param lambdaSad sixteenths of a unit of SAD that one bit is worth
     * @param predictedMv the packed vector that the coded difference is relative to
     */
    public void price(int lambdaSad, int predictedMv) {
        this.lambda = lambdaSad;
        this.predictedRow = predictedMv >> 16;
        this.predictedColumn = (short) predictedMv;
    }

    /** How far the block is from what a vector, filtered by {@code filter} in both directions, predicts. */
    public int distance(int mv, int filter) {
        if ((mv & WHOLE) == 0) {
            return distanceWhole((short) mv >> 3, mv >> 19, 1, Integer.MAX_VALUE);
        }
        return difference(interpolate((short) mv, mv >> 16, filter));
    }

    /** How far the block is from this prediction, whose rows follow each other. */
    public int difference(int[] prediction) {
        if (!hasBlock) {
            hasBlock = true;
            for (int row = 0; row < height; row++) {
                int from = sourceOffset + row * sourceStride;
                int to = row * width;
                for (int i = 0; i < width; i++) {
                    block[to + i] = source[from + i];
                }
            }
        }
        return Distance.sad(block, prediction, width * height);
    }

    /**
     * The distance of a vector of whole samples, from every {@code step}-th row and multiplied by that; above
     * {@code limit} it may be cut short.
     */
    int distanceWhole(int mvX, int mvY, int step, int limit) {
        int left = x + mvX;
        int top = y + mvY;
        short[] found = reference;
        int offset = top * referenceStride + left;
        int stride = referenceStride;
        if (left < 0 || top < 0 || left + width > lastX + 1 || top + height > lastY + 1) {
            copyWithEdges(left, top, step);
            found = outside;
            offset = 0;
            stride = width;
        }
        return step
                * Distance.sad(
                        source,
                        sourceOffset,
                        sourceStride * step,
                        found,
                        offset,
                        stride * step,
                        width,
                        height / step,
                        limit / step);
    }

    /** Fills every {@code step}-th row of {@link #outside} with the reference at this place, its edges repeated. */
    private void copyWithEdges(int left, int top, int step) {
        int before = Math.clamp(-(long) left, 0, width);
        int end = Math.clamp((long) lastX + 1 - left, before, width);
        for (int row = 0; row < height; row += step) {
            int from = Math.clamp(top + row, 0, lastY) * referenceStride;
            int to = row * width;
            Arrays.fill(outside, to, to + before, reference[from]);
            if (end > before) {
                System.arraycopy(reference, from + left + before, outside, to + before, end - before);
            }
            Arrays.fill(outside, to + end, to + width, reference[from + lastX]);
        }
    }

    int priceOf(int row, int column) {
        int bits =
                MotionSearch.componentBits(row - predictedRow) + MotionSearch.componentBits(column - predictedColumn);
        return (bits * lambda) >> LAMBDA_SHIFT;
    }

    /** The vector that the coded difference is relative to, in whole samples. */
    int predictedX() {
        return (predictedColumn + 4) >> 3;
    }

    int predictedY() {
        return (predictedRow + 4) >> 3;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** A distance from which on a vector of whole samples is far from right: 6 steps of 8-bit samples everywhere. */
    int poor() {
        return (width * height * 6) << (bitDepth - 8);
    }

    private int[] interpolate(int mvX, int mvY, int filter) {
        return predictor.predict(
                reference,
                referenceStride,
                lastX,
                lastY,
                x,
                y,
                width,
                height,
                2 * mvX,
                2 * mvY,
                filter,
                filter,
                bitDepth);
    }
}
