// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

/** Uniformly spaced tiles (AV1 5.9.15). */
public record TilePlan(int columns, int rows) {
    private static final int MAX_TILE_WIDTH = 4096;
    private static final int MAX_TILE_AREA = 4096 * 2304;
    private static final int MAX_COLUMNS = 64;
    private static final int MAX_ROWS = 64;

    /**
     * The legal tiling nearest to what is asked for.
     *
     * @param superblock 64 or 128
     * @return columns and rows; 0x0 if the device has no legal tiling for the size
     */
    static TilePlan nearest(Extent frame, int superblock, Av1Limits limits, int wishedColumns, int wishedRows) {
        TilePlan best = new TilePlan(0, 0);
        int bestDistance = Integer.MAX_VALUE;
        for (int columnsLog2 = 0; columnsLog2 <= 6; columnsLog2++) {
            int columns = count(frame.width(), superblock, columnsLog2);
            for (int rowsLog2 = 0; rowsLog2 <= 6; rowsLog2++) {
                TilePlan plan = new TilePlan(columns, count(frame.height(), superblock, rowsLog2));
                int distance = Math.abs(plan.columns - wishedColumns) + Math.abs(plan.rows - wishedRows);
                if (distance < bestDistance && plan.legal(frame, superblock, limits, columnsLog2, rowsLog2)) {
                    best = plan;
                    bestDistance = distance;
                }
            }
        }
        return best;
    }

    /** Tiles in one direction when each has {@code ceil(superblocks / 2^log2)} superblocks. */
    private static int count(int pixels, int superblock, int log2) {
        int superblocks = Math.ceilDiv(pixels, superblock);
        return Math.ceilDiv(superblocks, tileSuperblocks(superblocks, log2));
    }

    private static int tileSuperblocks(int superblocks, int log2) {
        return (superblocks + (1 << log2) - 1) >> log2;
    }

    private boolean legal(Extent frame, int superblock, Av1Limits limits, int columnsLog2, int rowsLog2) {
        int width = tileSuperblocks(Math.ceilDiv(frame.width(), superblock), columnsLog2) * superblock;
        int height = tileSuperblocks(Math.ceilDiv(frame.height(), superblock), rowsLog2) * superblock;
        boolean inAv1 = columns <= MAX_COLUMNS
                && rows <= MAX_ROWS
                && width <= MAX_TILE_WIDTH
                && (long) width * height <= MAX_TILE_AREA;
        return inAv1
                && columns <= limits.maxTiles().width()
                && rows <= limits.maxTiles().height()
                && fits(
                        Math.ceilDiv(frame.width(), columns),
                        limits.minTileSize().width(),
                        limits.maxTileSize().width())
                && fits(
                        Math.ceilDiv(frame.height(), rows),
                        limits.minTileSize().height(),
                        limits.maxTileSize().height());
    }

    /**
     * These tiles, unless a driver that makes rows of columns at widths up to {@value #MAX_TILE_WIDTH} would come to as many rows as there
     * are rows of superblocks, both counted in powers of two: then half as many rows.
     */
    TilePlan withoutTheMostRows(Extent frame, int superblock) {
        boolean rowsOnly = columns > 1 && frame.width() <= MAX_TILE_WIDTH;
        int most = Math.ceilDiv(frame.height(), superblock);
        int coded = rowsOnly ? Math.min(columns * rows, most) : rows;
        boolean uniform = Integer.bitCount(coded) == 1;
        return coded > 1 && uniform && log2(coded) == log2(Math.min(most, MAX_ROWS))
                ? new TilePlan(rowsOnly ? 1 : columns, coded / 2)
                : this;
    }

    private static int log2(int count) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
    }

    private static boolean fits(int size, int min, int max) {
        return size >= min && size <= max;
    }

    @Override
    public String toString() {
        return columns + "x" + rows;
    }
}
