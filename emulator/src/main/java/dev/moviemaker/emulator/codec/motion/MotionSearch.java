// SPDX-License-Identifier: MIT
package dev.moviemaker.emulator.codec.motion;

import dev.moviemaker.emulator.codec.predict.InterPredictor;

/**
 * Finds the motion vector of one block in one reference. First whole samples: the given starting vectors, a coarse ring where none of them fits, then hexagons
 * and a small diamond down to the nearest minimum of SAD plus the price of the vector. Then halves, quarters and, where allowed, eighths of a sample by SATD
 * of the real interpolated prediction.
 *
 * <p>Vectors are packed as the block coder packs them: the row in the upper 16 bits, the column in the lower 16, both in eighths of a luma sample.
 * An instance owns its scratch and belongs to one thread.
 */
public final class MotionSearch {
    /** Prices are in 1/16 of a distance unit. */
    private static final int LAMBDA_SHIFT = 4;

    /** Whole-sample vectors stay within this many samples, so that a difference of two vectors is always codable. */
    private static final int RANGE = 512;

    private static final int MAX_HEXAGONS = 24;
    private static final int[] HEXAGON_X = {-2, -1, 1, 2, 1, -1};
    private static final int[] HEXAGON_Y = {0, -2, -2, 0, 2, 2};
    private static final int[] DIAMOND_X = {-1, 0, 1, 0};
    private static final int[] DIAMOND_Y = {0, -1, 0, 1};
    private static final int[] SQUARE_X = {-1, 0, 1, 0, -1, 1, -1, 1};
    private static final int[] SQUARE_Y = {0, -1, 0, 1, -1, -1, 1, 1};

    private final InterPredictor predictor = new InterPredictor();
    private final short[] prediction = new short[128 * 128];
    private final int[] scratch = new int[64];

    private short[] source = prediction;
    private int sourceOffset;
    private int sourceStride;
    private int width;
    private int height;
    private short[] reference = prediction;
    private int referenceStride;
    private int lastX;
    private int lastY;
    private int x;
    private int y;
    private int bitDepth;
    private int lambda;
    private int predictedRow;
    private int predictedColumn;
    private int bestX;
    private int bestY;
    private int bestCost;

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
    }

    /** Chooses where to look: a luma plane whose last column and row are lastX and lastY. */
    public void reference(short[] samples, int stride, int lastX, int lastY) {
        this.reference = samples;
        this.referenceStride = stride;
        this.lastX = lastX;
        this.lastY = lastY;
    }

    /**
     * Sets the price of vectors.
     *
     * @param lambdaSad sixteenths of a unit of SAD or SATD that one bit is worth
     * @param predictedMv the packed vector that the coded difference is relative to
     */
    public void price(int lambdaSad, int predictedMv) {
        this.lambda = lambdaSad;
        this.predictedRow = predictedMv >> 16;
        this.predictedColumn = (short) predictedMv;
    }

    /**
     * The best vector of whole samples.
     *
     * @param starts packed vectors to start from; the zero vector and the predicted one are tried anyway
     * @param count how many of them
     */
    public int searchWhole(int[] starts, int count) {
        bestCost = Integer.MAX_VALUE;
        tryWhole(0, 0);
        tryWhole((predictedColumn + 4) >> 3, (predictedRow + 4) >> 3);
        for (int i = 0; i < count; i++) {
            tryWhole(((short) starts[i] + 4) >> 3, ((starts[i] >> 16) + 4) >> 3);
        }
        if (bestCost > (width * height * 6) << (bitDepth - 8)) {
            coarse();
        }
        hexagons();
        diamond();
        return pack(bestY * 8, bestX * 8);
    }

    /** The cost of the vector last found: its distance plus its price. */
    public int cost() {
        return bestCost;
    }

    /** A ring of far positions for motion that no neighbour has seen yet. */
    private void coarse() {
        int centreX = bestX;
        int centreY = bestY;
        for (int radius = 8; radius <= 32; radius += 8) {
            for (int i = 0; i < 8; i++) {
                tryWhole(centreX + SQUARE_X[i] * radius, centreY + SQUARE_Y[i] * radius);
            }
        }
    }

    private void hexagons() {
        for (int round = 0; round < MAX_HEXAGONS; round++) {
            int centreX = bestX;
            int centreY = bestY;
            for (int i = 0; i < 6; i++) {
                tryWhole(centreX + HEXAGON_X[i], centreY + HEXAGON_Y[i]);
            }
            if (bestX == centreX && bestY == centreY) {
                return;
            }
        }
    }

    private void diamond() {
        int centreX = bestX;
        int centreY = bestY;
        for (int i = 0; i < 4; i++) {
            tryWhole(centreX + DIAMOND_X[i], centreY + DIAMOND_Y[i]);
        }
    }

    private void tryWhole(int mvX, int mvY) {
        if (Math.abs(mvX) > RANGE
                || Math.abs(mvY) > RANGE
                || (mvX == bestX && mvY == bestY && bestCost != Integer.MAX_VALUE)) {
            return;
        }
        int price = priceOf(mvY * 8, mvX * 8);
        if (price >= bestCost) {
            return;
        }
        int left = x + mvX;
        int top = y + mvY;
        int distance;
        if (left >= 0 && top >= 0 && left + width <= lastX + 1 && top + height <= lastY + 1) {
            distance = Distance.sad(
                    source,
                    sourceOffset,
                    sourceStride,
                    reference,
                    top * referenceStride + left,
                    referenceStride,
                    width,
                    height,
                    bestCost - price);
        } else {
            interpolate(mvX * 8, mvY * 8, 0, 0);
            distance = Distance.sad(
                    source, sourceOffset, sourceStride, prediction, 0, width, width, height, bestCost - price);
        }
        if (distance + price < bestCost) {
            bestCost = distance + price;
            bestX = mvX;
            bestY = mvY;
        }
    }

    /**
     * Refines a vector to fractions of a sample.
     *
     * @param mv packed vector to start from, usually what {@link #searchWhole} gave
     * @param filter interp_filter for both directions while trying
     * @param highPrecision whether eighths are allowed (allow_high_precision_mv); otherwise quarters are the finest
     * @return the packed vector; {@link #cost} is its SATD plus price
     */
    public int searchFractions(int mv, int filter, boolean highPrecision) {
        bestX = (short) mv;
        bestY = mv >> 16;
        bestCost = Integer.MAX_VALUE;
        tryFraction(bestX, bestY, filter);
        for (int step = 4; step >= (highPrecision ? 1 : 2); step >>= 1) {
            refineStep(step, filter);
        }
        return pack(bestY, bestX);
    }

    /** The four neighbours at this distance, then the one diagonal neighbour between the two better sides. */
    private void refineStep(int step, int filter) {
        int centreX = bestX;
        int centreY = bestY;
        int left = tryFraction(centreX - step, centreY, filter);
        int right = tryFraction(centreX + step, centreY, filter);
        int up = tryFraction(centreX, centreY - step, filter);
        int down = tryFraction(centreX, centreY + step, filter);
        tryFraction(centreX + (left < right ? -step : step), centreY + (up < down ? -step : step), filter);
    }

    private int tryFraction(int mvX, int mvY, int filter) {
        int price = priceOf(mvY, mvX);
        interpolate(mvX, mvY, filter, filter);
        int distance = Distance.satd(source, sourceOffset, sourceStride, prediction, 0, width, width, height, scratch);
        if (distance + price < bestCost) {
            bestCost = distance + price;
            bestX = mvX;
            bestY = mvY;
        }
        return distance + price;
    }

    private void interpolate(int mvX, int mvY, int filterX, int filterY) {
        predictor.predict(
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
                filterX,
                filterY,
                bitDepth,
                prediction,
                0,
                width);
    }

    private int priceOf(int row, int column) {
        int bits = componentBits(row - predictedRow) + componentBits(column - predictedColumn);
        return (bits * lambda) >> LAMBDA_SHIFT;
    }

    /** About how many bits AV1 spends on one component of a vector difference: a class that grows with the logarithm, and its low bits. */
    public static int componentBits(int difference) {
        int magnitude = Math.abs(difference);
        if (magnitude == 0) {
            return 1;
        }
        return 3 + 2 * Math.max(0, 31 - Integer.numberOfLeadingZeros(magnitude) - 2) + 2;
    }

    private static int pack(int row, int column) {
        return (row << 16) | (column & 0xFFFF);
    }
}
