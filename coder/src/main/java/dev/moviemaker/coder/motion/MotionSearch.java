// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.motion;

/**
 * Finds the motion vector of one block in one reference. First whole samples: the given starting vectors, a coarse ring
 * where none of them fits, then hexagons and a small diamond down to the nearest minimum of SAD plus the price of the
 * vector. A parabola through the distances around that minimum then says about which quarter of a sample is best; that
 * one and its neighbours, where allowed down to eighths, are compared by SAD of the real interpolated prediction.
 *
 * <p>Vectors are packed as the block coder packs them: the row in the upper 16 bits, the column in the lower 16, both
 * in eighths of a luma sample. An instance owns its scratch and belongs to one thread.
 */
public final class MotionSearch {
    /** Whole-sample vectors stay within this many samples, so that a difference of two vectors is always codable. */
    private static final int RANGE = 512;

    private static final int MAX_HEXAGONS = 24;

    /** Blocks of this height on look at every second row. */
    private static final int SPARSE_FROM = 16;

    /** A rough search of smaller blocks trusts the start it is given. */
    private static final int COARSE_FROM = 32;

    /** A rough search looks at every eighth row at least. */
    private static final int MAX_ROW_STEP = 8;

    /** In the order of a walk around the centre. */
    private static final int[] HEXAGON_X = {-2, -1, 1, 2, 1, -1};

    private static final int[] HEXAGON_Y = {0, -2, -2, 0, 2, 2};
    private static final int[] DIAMOND_X = {-1, 0, 1, 0};
    private static final int[] DIAMOND_Y = {0, -1, 0, 1};
    private static final int[] SQUARE_X = {-1, 0, 1, 0, -1, 1, -1, 1};
    private static final int[] SQUARE_Y = {0, -1, 0, 1, -1, -1, 1, 1};

    private final BlockMatch match;
    private int bestX;
    private int bestY;
    private int bestCost;
    private int bestDistance;
    private int rowStep = 1;
    private int enough;

    /**
     * Distances left, above, right and below of the last whole-sample result, and what they tell of the fraction, in
     * eighths.
     */
    private final int[] around = new int[4];

    private int settledMv;
    private int guessX;
    private int guessY;

    /** Searches for what {@code match} tells at the time. */
    public MotionSearch(BlockMatch match) {
        this.match = match;
    }

    /** Chooses the cost from which on nothing better need be looked for; 0 until called. */
    public void enough(double cost) {
        enough = (int) Math.min(cost, Integer.MAX_VALUE);
    }

    /**
     * The vector of whole samples that fits about best: looks far where nothing near fits, and at few rows of large
     * blocks only, and does not prepare {@link #searchFractions}.
     *
     * @param starts packed vectors to start from; the zero vector and the predicted one are tried anyway
     */
    public int searchRoughly(int[] starts, int count) {
        rowStep = Math.clamp(match.height() >> 3, 1, MAX_ROW_STEP);
        start(starts, count);
        if (bestCost > enough) {
            if (match.width() >= COARSE_FROM && bestCost > match.poor()) {
                coarse();
            }
            hexagons();
            diamond();
        }
        return pack(bestY * 8, bestX * 8);
    }

    /**
     * The best vector of whole samples around the best of these.
     *
     * @param starts packed vectors to start from, of which one should be near; the zero vector and the predicted one
     *     are tried anyway
     */
    public int searchNear(int[] starts, int count) {
        rowStep = match.height() >= SPARSE_FROM ? 2 : 1;
        start(starts, count);
        if (bestCost > match.poor()) {
            hexagons();
        }
        settle();
        return pack(bestY * 8, bestX * 8);
    }

    private void start(int[] starts, int count) {
        bestCost = Integer.MAX_VALUE;
        tryWhole(0, 0);
        tryWhole(match.predictedX(), match.predictedY());
        for (int i = 0; i < count; i++) {
            tryWhole(((short) starts[i] + 4) >> 3, ((starts[i] >> 16) + 4) >> 3);
        }
    }

    /** The SAD of the vector that {@link #searchFractions} last found, without its price. */
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

    /**
     * Goes to the best of the four nearest vectors until none is better, and keeps their distances for {@link #guess}.
     */
    private void settle() {
        int centre = bestCost - match.priceOf(bestY * 8, bestX * 8);
        for (int round = 0; round < MAX_HEXAGONS; round++) {
            int centreX = bestX;
            int centreY = bestY;
            int nearest = centre;
            for (int i = 0; i < 4; i++) {
                int mvX = centreX + DIAMOND_X[i];
                int mvY = centreY + DIAMOND_Y[i];
                around[i] = match.distanceWhole(mvX, mvY, rowStep, Integer.MAX_VALUE);
                int cost = around[i] + match.priceOf(mvY * 8, mvX * 8);
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

    /**
     * Where a parabola through three neighbouring distances is lowest: -4 to 4 eighths from the middle one, in whole
     * quarters.
     */
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
        int price = match.priceOf(mvY * 8, mvX * 8);
        if (price >= bestCost) {
            return false;
        }
        int distance = match.distanceWhole(mvX, mvY, rowStep, bestCost - price);
        if (distance + price >= bestCost) {
            return false;
        }
        bestCost = distance + price;
        bestX = mvX;
        bestY = mvY;
        return true;
    }

    /**
     * Refines a vector to fractions of a sample.
     *
     * @param mv packed vector to start from, usually what {@link #searchNear} gave
     * @param highPrecision whether eighths are allowed (allow_high_precision_mv); otherwise quarters are the finest
     * @return the packed vector; {@link #cost} is its SAD plus price
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
        if (bestCost > enough) {
            refineStep(2, filter);
        }
        if (highPrecision) {
            refineStep(1, filter);
        }
        return pack(bestY, bestX);
    }

    /**
     * The four neighbours at this distance, then, if one was better, the diagonal neighbour between the two better
     * sides; tells whether anything was better.
     */
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
        int price = match.priceOf(mvY, mvX);
        int distance = match.distance(pack(mvY, mvX), filter);
        if (distance + price < bestCost) {
            bestCost = distance + price;
            bestDistance = distance;
            bestX = mvX;
            bestY = mvY;
        }
        return distance + price;
    }

    /**
     * About how many bits AV1 spends on one component of a vector difference: a class that grows with the logarithm,
     * and its low bits.
     */
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
