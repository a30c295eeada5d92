// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.tile;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.frame.TileInfo;
import dev.moviemaker.bitstream.sequence.SequenceHeader;

/**
 * The limits of {@code tile_info()} for a frame, and layouts within them (AV1 specification, 5.9.15 and 6.8.14).
 *
 * @param miCols {@code MiCols} of the frame
 * @param miRows {@code MiRows} of the frame
 * @param sbCols width of the frame in superblocks
 * @param sbRows height of the frame in superblocks
 * @param sbShift log2 of the superblock size in units of 4 samples: 4 or 5
 * @param maxTileWidthSb widest tile in superblocks
 * @param minLog2TileCols smallest {@code TileColsLog2}
 * @param maxLog2TileCols largest {@code TileColsLog2}
 * @param maxLog2TileRows largest {@code TileRowsLog2}
 * @param minLog2Tiles smallest sum of both for uniform tiles
 */
public record TileLayout(
        int miCols,
        int miRows,
        int sbCols,
        int sbRows,
        int sbShift,
        int maxTileWidthSb,
        int minLog2TileCols,
        int maxLog2TileCols,
        int maxLog2TileRows,
        int minLog2Tiles) {
    private static final int MAX_TILE_WIDTH = 4096;
    private static final int MAX_TILE_AREA = 4096 * 2304;

    /** Returns the limits for a frame of this size in this sequence. */
    public static TileLayout of(SequenceHeader sequence, FrameSize size) {
        return of(sequence.use128x128Superblock(), size.miCols(), size.miRows());
    }

    /** Returns the limits for a frame of {@code miCols} x {@code miRows} units of 4 samples. */
    public static TileLayout of(boolean use128x128Superblock, int miCols, int miRows) {
        int sbShift = use128x128Superblock ? 5 : 4;
        int sbCols = (miCols + (1 << sbShift) - 1) >> sbShift;
        int sbRows = (miRows + (1 << sbShift) - 1) >> sbShift;
        int sbSize = sbShift + 2;
        int maxTileWidthSb = MAX_TILE_WIDTH >> sbSize;
        int maxTileAreaSb = MAX_TILE_AREA >> (2 * sbSize);
        int minLog2TileCols = tileLog2(maxTileWidthSb, sbCols);
        return new TileLayout(
                miCols,
                miRows,
                sbCols,
                sbRows,
                sbShift,
                maxTileWidthSb,
                minLog2TileCols,
                tileLog2(1, Math.min(sbCols, TileInfo.MAX_TILE_COLS)),
                tileLog2(1, Math.min(sbRows, TileInfo.MAX_TILE_ROWS)),
                Math.max(minLog2TileCols, tileLog2(maxTileAreaSb, sbRows * sbCols)));
    }

    /** Returns {@code tile_log2(blkSize, target)} (5.9.16): the smallest k with {@code blkSize << k >= target}. */
    public static int tileLog2(int blkSize, int target) {
        int k = 0;
        while ((blkSize << k) < target) {
            k++;
        }
        return k;
    }

    /** Returns the smallest {@code TileRowsLog2} of uniform tiles with this {@code TileColsLog2}. */
    public int minLog2TileRows(int tileColsLog2) {
        return Math.max(minLog2Tiles - tileColsLog2, 0);
    }

    /** Returns the highest tile in superblocks when tiles are not uniform and the widest has {@code widestTileSb}. */
    public int maxTileHeightSb(int widestTileSb) {
        int area = sbRows * sbCols;
        int maxArea = minLog2Tiles > 0 ? area >> (minLog2Tiles + 1) : area;
        return Math.max(maxArea / widestTileSb, 1);
    }

    /**
     * Returns uniform tiles, with {@code TileSizeBytes} 4 when there is more than one.
     *
     * @throws SyntaxException when a logarithm is out of the limits
     */
    public TileInfo uniform(int tileColsLog2, int tileRowsLog2) {
        check("TileColsLog2", tileColsLog2, minLog2TileCols, maxLog2TileCols);
        check("TileRowsLog2", tileRowsLog2, minLog2TileRows(tileColsLog2), maxLog2TileRows);
        return new TileInfo(
                true,
                tileColsLog2,
                tileRowsLog2,
                uniformStarts(sbCols, tileColsLog2, miCols),
                uniformStarts(sbRows, tileRowsLog2, miRows),
                0,
                tileColsLog2 + tileRowsLog2 > 0 ? 3 : 0);
    }

    /** Returns the fewest uniform tiles the frame may have: one where it is small enough. */
    public TileInfo fewest() {
        return uniform(minLog2TileCols, Math.min(minLog2TileRows(minLog2TileCols), maxLog2TileRows));
    }

    /**
     * Returns tiles of the given widths and heights in superblocks, which must add up to the frame.
     *
     * @throws SyntaxException when they do not, or a tile is too large
     */
    public TileInfo explicit(Ints widthsSb, Ints heightsSb) {
        int widest = largest("width_in_sbs_minus_1", widthsSb, sbCols, maxTileWidthSb, TileInfo.MAX_TILE_COLS);
        largest("height_in_sbs_minus_1", heightsSb, sbRows, maxTileHeightSb(widest), TileInfo.MAX_TILE_ROWS);
        int colsLog2 = tileLog2(1, widthsSb.length());
        int rowsLog2 = tileLog2(1, heightsSb.length());
        return new TileInfo(
                false,
                colsLog2,
                rowsLog2,
                starts(widthsSb, miCols),
                starts(heightsSb, miRows),
                0,
                colsLog2 + rowsLog2 > 0 ? 3 : 0);
    }

    Ints uniformStarts(int sbs, int log2, int mis) {
        int tileSb = (sbs + (1 << log2) - 1) >> log2;
        int count = (sbs + tileSb - 1) / tileSb;
        int[] starts = new int[count + 1];
        for (int i = 0; i < count; i++) {
            starts[i] = (i * tileSb) << sbShift;
        }
        starts[count] = mis;
        return Ints.of(starts);
    }

    private Ints starts(Ints sizesSb, int mis) {
        int[] starts = new int[sizesSb.length() + 1];
        int sb = 0;
        for (int i = 0; i < sizesSb.length(); i++) {
            starts[i] = sb << sbShift;
            sb += sizesSb.get(i);
        }
        starts[sizesSb.length()] = mis;
        return Ints.of(starts);
    }

    private static int largest(String element, Ints sizes, int total, int limit, int maxCount) {
        if (sizes.length() < 1 || sizes.length() > maxCount) {
            throw new SyntaxException("number of " + element, sizes.length(), "1 to " + maxCount, "6.8.14");
        }
        int sum = 0;
        int largest = 0;
        for (int i = 0; i < sizes.length(); i++) {
            check(element, sizes.get(i) - 1, 0, Math.min(limit, total - sum) - 1);
            sum += sizes.get(i);
            largest = Math.max(largest, sizes.get(i));
        }
        if (sum != total) {
            throw new SyntaxException("sum of " + element + " + 1", sum, Integer.toString(total), "6.8.14");
        }
        return largest;
    }

    private static void check(String element, int value, int min, int max) {
        if (value < min || value > max) {
            throw new SyntaxException(element, value, min + " to " + max, "5.9.15");
        }
    }
}
