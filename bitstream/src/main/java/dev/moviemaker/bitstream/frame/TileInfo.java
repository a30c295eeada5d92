// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

import dev.moviemaker.bitstream.bits.Ints;

/**
 * {@code tile_info()} (AV1 specification, 5.9.15 and 6.8.14). {@link dev.moviemaker.bitstream.tile.TileLayout} makes
 * one for a frame.
 *
 * @param uniformTileSpacingFlag {@code uniform_tile_spacing_flag}
 * @param tileColsLog2 {@code TileColsLog2}, 0 to 6
 * @param tileRowsLog2 {@code TileRowsLog2}, 0 to 6
 * @param miColStarts {@code MiColStarts}: first column of every tile column in units of 4 samples, then {@code MiCols}
 * @param miRowStarts {@code MiRowStarts}: first row of every tile row in units of 4 samples, then {@code MiRows}
 * @param contextUpdateTileId {@code context_update_tile_id}: the tile whose CDFs are saved
 * @param tileSizeBytesMinus1 {@code tile_size_bytes_minus_1}, 0 to 3; 0 for one tile, where it is not coded
 */
public record TileInfo(
        boolean uniformTileSpacingFlag,
        int tileColsLog2,
        int tileRowsLog2,
        Ints miColStarts,
        Ints miRowStarts,
        int contextUpdateTileId,
        int tileSizeBytesMinus1) {
    /** {@code MAX_TILE_COLS}. */
    public static final int MAX_TILE_COLS = 64;
    /** {@code MAX_TILE_ROWS}. */
    public static final int MAX_TILE_ROWS = 64;

    /** Returns {@code TileCols}. */
    public int tileCols() {
        return miColStarts.length() - 1;
    }

    /** Returns {@code TileRows}. */
    public int tileRows() {
        return miRowStarts.length() - 1;
    }

    /** Returns {@code NumTiles}. */
    public int numTiles() {
        return tileCols() * tileRows();
    }

    /** Returns these tiles with another {@code context_update_tile_id} and {@code TileSizeBytes} (1 to 4). */
    public TileInfo with(int contextUpdateTileId, int tileSizeBytes) {
        return new TileInfo(
                uniformTileSpacingFlag,
                tileColsLog2,
                tileRowsLog2,
                miColStarts,
                miRowStarts,
                contextUpdateTileId,
                tileSizeBytes - 1);
    }
}
