// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.syntax;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.frame.TileInfo;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.tile.TileLayout;

/** {@code tile_info()} (5.9.15), read or written. */
final class TileInfoSyntax {
    private TileInfoSyntax() {}

    static TileInfo code(Syntax s, SequenceHeader sequence, FrameSize size, TileInfo v) {
        s.section("5.9.15");
        TileLayout layout = TileLayout.of(sequence, size);
        boolean uniform = s.flag("uniform_tile_spacing_flag", v.uniformTileSpacingFlag());
        TileInfo tiles = uniform ? uniform(s, layout, v) : explicit(s, layout, v);
        s.inferred("TileColsLog2", v.tileColsLog2(), tiles.tileColsLog2());
        s.inferred("TileRowsLog2", v.tileRowsLog2(), tiles.tileRowsLog2());
        s.inferred("MiColStarts", v.miColStarts(), tiles.miColStarts());
        s.inferred("MiRowStarts", v.miRowStarts(), tiles.miRowStarts());
        int bits = tiles.tileColsLog2() + tiles.tileRowsLog2();
        if (bits == 0) {
            s.inferred("tile_size_bytes_minus_1", v.tileSizeBytesMinus1(), 0);
            return tiles.with(s.inferred("context_update_tile_id", v.contextUpdateTileId(), 0), 1);
        }
        int id = s.f("context_update_tile_id", bits, v.contextUpdateTileId());
        s.demand(
                id < tiles.numTiles(),
                "context_update_tile_id",
                id,
                "less than the number of tiles, " + tiles.numTiles(),
                "6.8.14");
        return tiles.with(id, 1 + s.f("tile_size_bytes_minus_1", 2, v.tileSizeBytesMinus1()));
    }

    private static TileInfo uniform(Syntax s, TileLayout layout, TileInfo v) {
        int colsLog2 = increments(
                s, "increment_tile_cols_log2", layout.minLog2TileCols(), layout.maxLog2TileCols(), v.tileColsLog2());
        int minRows = Math.min(layout.minLog2TileRows(colsLog2), layout.maxLog2TileRows());
        int rowsLog2 = increments(s, "increment_tile_rows_log2", minRows, layout.maxLog2TileRows(), v.tileRowsLog2());
        return layout.uniform(colsLog2, rowsLog2);
    }

    private static TileInfo explicit(Syntax s, TileLayout layout, TileInfo v) {
        Ints widths = sizes(
                s,
                "width_in_sbs_minus_1",
                v.miColStarts(),
                layout.sbCols(),
                layout.maxTileWidthSb(),
                TileInfo.MAX_TILE_COLS,
                layout.sbShift());
        int widest = 0;
        for (int i = 0; i < widths.length(); i++) {
            widest = Math.max(widest, widths.get(i));
        }
        Ints heights = sizes(
                s,
                "height_in_sbs_minus_1",
                v.miRowStarts(),
                layout.sbRows(),
                layout.maxTileHeightSb(widest),
                TileInfo.MAX_TILE_ROWS,
                layout.sbShift());
        return layout.explicit(widths, heights);
    }

    private static int increments(Syntax s, String element, int min, int max, int value) {
        if (s.writing() && (value < min || value > max)) {
            throw new SyntaxException(
                    element.contains("cols") ? "TileColsLog2" : "TileRowsLog2", value, min + " to " + max, "5.9.15");
        }
        int log2 = min;
        while (log2 < max && s.flag(element, log2 < value)) {
            log2++;
        }
        return log2;
    }

    private static Ints sizes(Syntax s, String element, Ints starts, int sbs, int maxSize, int maxCount, int sbShift) {
        int[] sizes = new int[maxCount];
        int count = 0;
        int startSb = 0;
        while (startSb < sbs) {
            s.require(count < maxCount, "number of " + element, count + 1, "1 to " + maxCount, "6.8.14");
            int value = 0;
            if (s.writing()) {
                int end = s.item(element, starts, count + 1);
                value = ((end + (1 << sbShift) - 1) >> sbShift) - startSb - 1;
            }
            sizes[count] = 1 + s.ns(element, Math.min(sbs - startSb, maxSize), value);
            startSb += sizes[count];
            count++;
        }
        return Ints.copyOf(sizes, count);
    }
}
