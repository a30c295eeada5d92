// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.vulkan.raw.StdVideoAV1TileInfo;
import dev.moviemaker.vulkan.std.StdFlags;
import dev.moviemaker.vulkan.std.StdVideoAV1TileInfoFlag;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/** Writes the wished tiles: uniform ones, with the sizes and places that follow from that for drivers that do not work them out. */
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
        int superblock = plan.superblock();
        int width = plan.frameSize().width();
        int height = plan.frameSize().height();
        StdVideoAV1TileInfo.pWidthInSbsMinus1(tiles, sizes(allocator, width, superblock, columns));
        StdVideoAV1TileInfo.pHeightInSbsMinus1(tiles, sizes(allocator, height, superblock, rows));
        StdVideoAV1TileInfo.pMiColStarts(tiles, starts(allocator, width, superblock, columns));
        StdVideoAV1TileInfo.pMiRowStarts(tiles, starts(allocator, height, superblock, rows));
        return tiles;
    }

    private static MemorySegment sizes(SegmentAllocator allocator, int pixels, int superblock, int count) {
        int superblocks = Math.ceilDiv(pixels, superblock);
        int step = step(superblocks, count);
        MemorySegment minus1 = allocator.allocate(ValueLayout.JAVA_SHORT, count);
        for (int i = 0; i < count; i++) {
            int size = Math.clamp(superblocks - (long) i * step, 1, step);
            minus1.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (size - 1));
        }
        return minus1;
    }

    /** One more than there are tiles: the last is the end of the picture, which is coded in whole blocks of 8x8. */
    private static MemorySegment starts(SegmentAllocator allocator, int pixels, int superblock, int count) {
        int step = step(Math.ceilDiv(pixels, superblock), count) * superblock / MI_SIZE;
        int end = 2 * Math.ceilDiv(pixels, 2 * MI_SIZE);
        MemorySegment starts = allocator.allocate(ValueLayout.JAVA_SHORT, count + 1L);
        for (int i = 0; i <= count; i++) {
            starts.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) Math.min(i * step, end));
        }
        return starts;
    }

    /** Superblocks of a tile that is not the last (AV1 5.9.15). */
    private static int step(int superblocks, int count) {
        int log2 = Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
        return (superblocks + (1 << log2) - 1) >> log2;
    }
}
