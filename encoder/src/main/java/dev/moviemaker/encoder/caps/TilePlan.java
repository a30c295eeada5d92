// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.frame.TileInfo;
import dev.moviemaker.bitstream.tile.TileLayout;

/** Uniformly spaced tiles (AV1 5.9.15). */
public record TilePlan(int columns, int rows) {
    private static final int MAX_TILE_WIDTH = 4096;

    /**
     * The legal tiling nearest to what is asked for.
     *
     * @param superblock 64 or 128
     * @return columns and rows; 0x0 if the device has no legal tiling for the size
     */
    static TilePlan nearest(Extent frame, int superblock, Av1Limits limits, int wishedColumns, int wishedRows) {
        TileLayout layout = layout(frame, superblock);
        TilePlan best = new TilePlan(0, 0);
        int bestDistance = Integer.MAX_VALUE;
        for (int columns = layout.minLog2TileCols(); columns <= layout.maxLog2TileCols(); columns++) {
            for (int rows = layout.minLog2TileRows(columns); rows <= layout.maxLog2TileRows(); rows++) {
                TileInfo tiles = layout.uniform(columns, rows);
                TilePlan plan = new TilePlan(tiles.tileCols(), tiles.tileRows());
                int distance = Math.abs(plan.columns - wishedColumns) + Math.abs(plan.rows - wishedRows);
                if (distance < bestDistance && plan.fits(frame, limits)) {
                    best = plan;
                    bestDistance = distance;
                }
            }
        }
        return best;
    }

    private static TileLayout layout(Extent frame, int superblock) {
        FrameSize size = FrameSize.of(frame.width(), frame.height());
        return TileLayout.of(superblock == 128, size.miCols(), size.miRows());
    }

    /**
     * These tiles in a frame.
     *
     * @param superblock 64 or 128
     * @return with every tile's place
     */
    public TileInfo in(Extent frame, int superblock) {
        return layout(frame, superblock).uniform(TileLayout.tileLog2(1, columns), TileLayout.tileLog2(1, rows));
    }

    private boolean fits(Extent frame, Av1Limits limits) {
        return columns <= limits.maxTiles().width()
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
     * These tiles, unless a driver that makes rows of columns at widths up to {@value #MAX_TILE_WIDTH} would come to as
     * many rows as there are rows of superblocks, both counted in powers of two: then half as many rows.
     */
    TilePlan withoutTheMostRows(Extent frame, int superblock) {
        boolean rowsOnly = columns > 1 && frame.width() <= MAX_TILE_WIDTH;
        int most = Math.ceilDiv(frame.height(), superblock);
        int coded = rowsOnly ? Math.min(columns * rows, most) : rows;
        boolean uniform = Integer.bitCount(coded) == 1;
        return coded > 1
                        && uniform
                        && TileLayout.tileLog2(1, coded)
                                == TileLayout.tileLog2(1, Math.min(most, TileInfo.MAX_TILE_ROWS))
                ? new TilePlan(rowsOnly ? 1 : columns, coded / 2)
                : this;
    }

    private static boolean fits(int size, int min, int max) {
        return size >= min && size <= max;
    }

    @Override
    public String toString() {
        return columns + "x" + rows;
    }
}
