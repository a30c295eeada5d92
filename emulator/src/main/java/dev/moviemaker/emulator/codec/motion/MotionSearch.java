package dev.moviemaker.emulator.codec.motion;

import dev.moviemaker.emulator.codec.predict.InterPredictor;

/**
 * Finds the motion vector of one block in one reference. First whole samples: the given starting vectors, a coarse ring where none of them fits, then hexagons
 * and a small diamond down to the nearest minimum of SAD plus the price of the vector. A parabola through the distances around that minimum then says about
 * which quarter of a sample is best; that one and its neighbours, where allowed down to eighths, are compared by SATD of the real interpolated prediction.
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

    /** Blocks of this height on look at every second row until the last step. */
    private static final int SPARSE_FROM = 16;

    /** A rough search of smaller blocks trusts the start it is given. */
    private static final int COARSE_FROM = 32;

    /** A rough search looks at every fourth row at least. */
    private static final int MAX_ROW_STEP = 4;

    /** In the order of a walk around the centre. */
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
    private int bestDistance;
    private int rowStep = 1;
    private int enough;

    /** Distances left, above, right and below of the last whole-sample result, and what they tell of the fraction, in eighths. */
    private final int[] around = new int[4];

    private int settledMv;
    private int guessX;
    private int guessY;

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

    /** Chooses the cost from which on nothing better need be looked for; 0 until called. */
    public void enough(double cost) {
        enough = (int) Math.min(cost, Integer.MAX_VALUE);
    }

    /**
     * The vector of whole samples that fits about best: as {@link #searchWhole}, but looks at few rows of large blocks only, and does not prepare
     * {@link #searchFractions}.
     *
     * @param starts packed vectors to start from; the zero vector and the predicted one are tried anyway
     * @param count how many of them
     */
    public int searchRoughly(int[] starts, int count) {
        rowStep = Math.clamp(height >> 3, 1, MAX_ROW_STEP);
        start(starts, count);
        if (bestCost > enough) {
            if (width >= COARSE_FROM && bestCost > (width * height * 6) << (bitDepth - 8)) {
                coarse();
            }
            hexagons();
            diamond();
        }
        return pack(bestY * 8, bestX * 8);
    }

    /** The best vector of whole samples around the best of these, which are known to be near. */
    public int searchNear(int[] starts, int count) {
        rowStep = height >= SPARSE_FROM ? 2 : 1;
        start(starts, count);
        rowStep = 1;
        settle();
        return pack(bestY * 8, bestX * 8);
    }

    /**
     * The best vector of whole samples.
     *
     * @param starts packed vectors to start from; the zero vector and the predicted one are tried anyway
     * @param count how many of them
     */
    public int searchWhole(int[] starts, int count) {
        rowStep = height >= SPARSE_FROM ? 2 : 1;
        start(starts, count);
        if (bestCost > (width * height * 6) << (bitDepth - 8)) {
            coarse();
        }
        hexagons();
        rowStep = 1;
        settle();
        return pack(bestY * 8, bestX * 8);
    }

    private void start(int[] starts, int count) {
        bestCost = Integer.MAX_VALUE;
        tryWhole(0, 0);
        tryWhole((predictedColumn + 4) >> 3, (predictedRow + 4) >> 3);
        for (int i = 0; i < count; i++) {
            tryWhole(((short) starts[i] + 4) >> 3, ((starts[i] >> 16) + 4) >> 3);
        }
    }

    /** The SATD of the vector that {@link #searchFractions} last found, without its price. */
    public int distance() {
        return bestDistance;
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

    /** Walks by the best of six vectors two samples away; after the first round only three of them are new. */
    private void hexagons() {
        int first = 0;
        int count = 6;
        for (int round = 0; round < MAX_HEXAGONS; round++) {
            int centreX = bestX;
            int centreY = bestY;
            int direction = -1;
            for (int i = first; i < first + count; i++) {
                if (tryWhole(centreX + HEXAGON_X[i % 6], centreY + HEXAGON_Y[i % 6])) {
                    direction = i;
                }
            }
            if (direction < 0) {
                return;
            }
            first = direction % 6 + 5;
            count = 3;
        }
    }

    /** The four nearest vectors, once. */
    private void diamond() {
        int centreX = bestX;
        int centreY = bestY;
        for (int i = 0; i < 4; i++) {
            tryWhole(centreX + DIAMOND_X[i], centreY + DIAMOND_Y[i]);
        }
    }

    /** Goes to the best of the four nearest vectors until none is better, and keeps their distances for {@link #guess}. */
    private void settle() {
        int centre = distance(bestX, bestY, Integer.MAX_VALUE);
        bestCost = centre + priceOf(bestY * 8, bestX * 8);
        for (int round = 0; round < MAX_HEXAGONS; round++) {
            int centreX = bestX;
            int centreY = bestY;
            int nearest = centre;
            for (int i = 0; i < 4; i++) {
                int mvX = centreX + DIAMOND_X[i];
                int mvY = centreY + DIAMOND_Y[i];
                around[i] = distance(mvX, mvY, Integer.MAX_VALUE);
                int cost = around[i] + priceOf(mvY * 8, mvX * 8);
                if (cost < bestCost && Math.abs(mvX) <= RANGE && Math.abs(mvY) <= RANGE) {
                    bestCost = cost;
                    nearest = around[i];
                    bestX = mvX;
                    bestY = mvY;
                }
            }
            if (bestX == centreX && bestY == centreY) {
                break;
            }
            centre = nearest;
        }
        settledMv = pack(bestY * 8, bestX * 8);
        guessX = guess(around[0], centre, around[2]);
        guessY = guess(around[1], centre, around[3]);
    }

    /** Where a parabola through three neighbouring distances is lowest: -4 to 4 eighths from the middle one, in whole quarters. */
    private static int guess(int before, int middle, int after) {
        int curvature = before - 2 * middle + after;
        return curvature <= 0 ? 0 : 2 * Math.clamp(Math.round(2f * (before - after) / curvature), -2, 2);
    }

    /** Tells whether this vector is the best so far. */
    private boolean tryWhole(int mvX, int mvY) {
        if (Math.abs(mvX) > RANGE
                || Math.abs(mvY) > RANGE
                || (mvX == bestX && mvY == bestY && bestCost != Integer.MAX_VALUE)) {
            return false;
        }
        int price = priceOf(mvY * 8, mvX * 8);
        if (price >= bestCost) {
            return false;
        }
        int distance = distance(mvX, mvY, bestCost - price);
        if (distance + price >= bestCost) {
            return false;
        }
        bestCost = distance + price;
        bestX = mvX;
        bestY = mvY;
        return true;
    }

    /** The distance of a whole-sample vector, over every row or every second one; above {@code limit} it may be cut short. */
    private int distance(int mvX, int mvY, int limit) {
        int left = x + mvX;
        int top = y + mvY;
        short[] block = reference;
        int offset = top * referenceStride + left;
        int stride = referenceStride;
        if (left < 0 || top < 0 || left + width > lastX + 1 || top + height > lastY + 1) {
            interpolate(mvX * 8, mvY * 8, 0, 0);
            block = prediction;
            offset = 0;
            stride = width;
        }
        int rows = height / rowStep;
        int step = rowStep;
        int most = limit / step;
        return step
                * Distance.sad(
                        source, sourceOffset, sourceStride * step, block, offset, stride * step, width, rows, most);
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
        if (mv == settledMv) {
            if ((guessX | guessY) != 0) {
                tryFraction(bestX + guessX, bestY + guessY, filter);
            }
        } else {
            refineStep(4, filter);
        }
        if (bestCost > enough && refineStep(2, filter) && bestCost > enough) {
            refineStep(2, filter);
        }
        if (highPrecision) {
            refineStep(1, filter);
        }
        return pack(bestY, bestX);
    }

    /** The four neighbours at this distance, then, if one was better, the diagonal neighbour between the two better sides; tells whether anything was better. */
    private boolean refineStep(int step, int filter) {
        int centreX = bestX;
        int centreY = bestY;
        int left = tryFraction(centreX - step, centreY, filter);
        int right = tryFraction(centreX + step, centreY, filter);
        int up = tryFraction(centreX, centreY - step, filter);
        int down = tryFraction(centreX, centreY + step, filter);
        if (bestX == centreX && bestY == centreY) {
            return false;
        }
        tryFraction(centreX + (left < right ? -step : step), centreY + (up < down ? -step : step), filter);
        return true;
    }

    private int tryFraction(int mvX, int mvY, int filter) {
        int price = priceOf(mvY, mvX);
        interpolate(mvX, mvY, filter, filter);
        int distance = Distance.satd(source, sourceOffset, sourceStride, prediction, 0, width, width, height, scratch);
        if (distance + price < bestCost) {
            bestCost = distance + price;
            bestDistance = distance;
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
