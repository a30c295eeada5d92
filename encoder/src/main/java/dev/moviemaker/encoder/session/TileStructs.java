// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.TileInfo;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.vulkan.raw.StdVideoAV1TileInfo;
import dev.moviemaker.vulkan.std.StdFlags;
import dev.moviemaker.vulkan.std.StdVideoAV1TileInfoFlag;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/**
 * Writes the wished tiles: uniform ones, with the sizes and places that follow from that for drivers that do not work
 * them out.
 */
final class TileStructs {
    /** AV1 counts places in units of 4x4 pixels. */
    private static final int MI_SIZE = 4;

    private TileStructs() {}

    static MemorySegment write(SegmentAllocator allocator, SessionPlan plan) {
        MemorySegment tiles = allocator.allocate(StdVideoAV1TileInfo.layout());
        StdFlags.set(StdVideoAV1TileInfo.flags(tiles), StdVideoAV1TileInfoFlag.UNIFORM_TILE_SPACING_FLAG, true);
        int columns = plan.tiles().columns();
        int rows = plan.tiles().rows();
        StdVideoAV1TileInfo.TileCols(tiles, (byte) columns);
        StdVideoAV1TileInfo.TileRows(tiles, (byte) rows);
        StdVideoAV1TileInfo.tile_size_bytes_minus_1(tiles, (byte) 3);
        TileInfo places = plan.tiles().in(plan.frameSize(), plan.superblock());
        int miPerSuperblock = plan.superblock() / MI_SIZE;
        StdVideoAV1TileInfo.pWidthInSbsMinus1(tiles, sizes(allocator, places.miColStarts(), miPerSuperblock));
        StdVideoAV1TileInfo.pHeightInSbsMinus1(tiles, sizes(allocator, places.miRowStarts(), miPerSuperblock));
        StdVideoAV1TileInfo.pMiColStarts(tiles, starts(allocator, places.miColStarts()));
        StdVideoAV1TileInfo.pMiRowStarts(tiles, starts(allocator, places.miRowStarts()));
        return tiles;
    }

    private static MemorySegment sizes(SegmentAllocator allocator, Ints starts, int miPerSuperblock) {
        int count = starts.length() - 1;
        MemorySegment minus1 = allocator.allocate(ValueLayout.JAVA_SHORT, count);
        for (int i = 0; i < count; i++) {
            int size = Math.ceilDiv(starts.get(i + 1) - starts.get(i), miPerSuperblock);
            minus1.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (size - 1));
        }
        return minus1;
    }

    /** One more than there are tiles: the last is the end of the picture. */
    private static MemorySegment starts(SegmentAllocator allocator, Ints places) {
        MemorySegment starts = allocator.allocate(ValueLayout.JAVA_SHORT, places.length());
        for (int i = 0; i < places.length(); i++) {
            starts.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) places.get(i));
        }
        return starts;
    }
}
