// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.tile;

import dev.moviemaker.bitstream.bits.BitReader;
import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.frame.TileInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * The layout of a {@code tile_group_obu()} (AV1 specification, 5.11.1): which tiles, and where their bytes are.
 *
 * @param tileStartAndEndPresentFlag {@code tile_start_and_end_present_flag}
 * @param tgStart {@code tg_start}: the first tile
 * @param tgEnd {@code tg_end}: the last tile
 * @param tileOffsets index in the array of each tile's first byte
 * @param tileSizes number of bytes of each tile
 */
public record TileGroup(boolean tileStartAndEndPresentFlag, int tgStart, int tgEnd, Ints tileOffsets, Ints tileSizes) {

    /**
     * Returns the layout of the tile group in {@code length} bytes of {@code data} from {@code offset}.
     *
     * @throws SyntaxException when sizes do not fit the data
     */
    public static TileGroup read(byte[] data, int offset, int length, TileInfo tiles) {
        BitReader reader = new BitReader(data, offset, length);
        boolean present = tiles.numTiles() > 1 && reader.flag("tile_start_and_end_present_flag");
        int start = 0;
        int end = tiles.numTiles() - 1;
        if (present) {
            int bits = tiles.tileColsLog2() + tiles.tileRowsLog2();
            start = (int) reader.f("tg_start", bits);
            end = (int) reader.f("tg_end", bits);
            if (end < start || end >= tiles.numTiles()) {
                throw new SyntaxException("tg_end", end, start + " to " + (tiles.numTiles() - 1), "6.10.1");
            }
        }
        reader.byteAlignment();
        int[] offsets = new int[end - start + 1];
        int[] sizes = new int[offsets.length];
        int position = reader.byteOffset();
        int limit = offset + length;
        for (int i = 0; i < offsets.length; i++) {
            long size = (long) limit - position;
            if (i < offsets.length - 1) {
                BitReader sizeReader = new BitReader(data, position, limit - position);
                size = 1 + sizeReader.le("tile_size_minus_1", tiles.tileSizeBytesMinus1() + 1);
                position = sizeReader.byteOffset();
            }
            if (size < 1 || size > limit - position) {
                throw new SyntaxException(
                        "tile size", size, "1 to the " + (limit - position) + " bytes left", "5.11.1");
            }
            offsets[i] = position;
            sizes[i] = (int) size;
            position += sizes[i];
        }
        return new TileGroup(present, start, end, Ints.of(offsets), Ints.of(sizes));
    }

    /**
     * Writes a tile group; the writer must be on a byte boundary.
     *
     * @param tgStart the first tile; the flag is coded where the group does not have all tiles
     * @param tileData coded tiles from {@code tgStart} on
     * @throws SyntaxException when a tile is too large for {@code TileSizeBytes}
     */
    public static void write(BitWriter writer, TileInfo tiles, int tgStart, List<byte[]> tileData) {
        int tgEnd = tgStart + tileData.size() - 1;
        if (tileData.isEmpty() || tgStart < 0 || tgEnd >= tiles.numTiles()) {
            throw new SyntaxException("tg_end", tgEnd, tgStart + " to " + (tiles.numTiles() - 1), "6.10.1");
        }
        boolean present = tgStart > 0 || tgEnd < tiles.numTiles() - 1;
        if (tiles.numTiles() > 1) {
            writer.flag(present);
        }
        if (present) {
            int bits = tiles.tileColsLog2() + tiles.tileRowsLog2();
            writer.f(bits, tgStart);
            writer.f(bits, tgEnd);
        }
        writer.byteAlignment();
        int sizeBytes = tiles.tileSizeBytesMinus1() + 1;
        for (int i = 0; i < tileData.size(); i++) {
            byte[] tile = tileData.get(i);
            if (i < tileData.size() - 1) {
                long max = 1L << (8 * sizeBytes);
                if (tile.length < 1 || tile.length > max) {
                    throw new SyntaxException("tile size", tile.length, "1 to " + max, "5.11.1");
                }
                writer.le(sizeBytes, tile.length - 1);
            }
            writer.bytes(tile, 0, tile.length);
        }
    }

    /** Returns the bytes of this group's tiles, copied from the array that was read. */
    public List<byte[]> tileData(byte[] data) {
        List<byte[]> tiles = new ArrayList<>();
        for (int i = 0; i < tileOffsets.length(); i++) {
            int from = tileOffsets.get(i);
            tiles.add(java.util.Arrays.copyOfRange(data, from, from + tileSizes.get(i)));
        }
        return tiles;
    }
}
