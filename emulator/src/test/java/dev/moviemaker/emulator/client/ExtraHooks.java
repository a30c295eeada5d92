// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import dev.moviemaker.emulator.client.Hooks.Place;
import dev.moviemaker.vulkan.raw.*;
import dev.moviemaker.vulkan.std.StdFlags;
import dev.moviemaker.vulkan.std.StdVideoAV1LoopFilterFlag;
import dev.moviemaker.vulkan.std.StdVideoAV1SequenceHeaderFlag;
import dev.moviemaker.vulkan.std.StdVideoAV1TileInfoFlag;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Writes what {@link Extras} ask for. Its structures live as long as its arena. */
final class ExtraHooks {
    private static final int SUPERBLOCK = 64;

    private final Extras extras;
    private final Settings settings;
    private final Arena arena;

    ExtraHooks(Settings settings, Arena arena) {
        this.settings = settings;
        this.arena = arena;
        extras = settings.extras;
    }

    Hooks hooks() {
        Hooks hooks = Hooks.none()
                .at(Place.SEQUENCE, (_, header) -> sequence(header))
                .at(Place.STD, (_, picture) -> picture(picture));
        if (extras.refreshMode() != 0) {
            hooks.at(Place.SESSION, (_, session) -> session(session))
                    .at(Place.ENCODE, this::encode)
                    .at(Place.REFERENCES, this::reference);
        }
        return hooks;
    }

    private void session(MemorySegment session) {
        MemorySegment info = VkVideoEncodeSessionIntraRefreshCreateInfoKHR.allocate(arena);
        VkVideoEncodeSessionIntraRefreshCreateInfoKHR.sType(
                info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_SESSION_INTRA_REFRESH_CREATE_INFO_KHR());
        VkVideoEncodeSessionIntraRefreshCreateInfoKHR.intraRefreshMode(info, extras.refreshMode());
        VkVideoEncodeSessionIntraRefreshCreateInfoKHR.pNext(info, VkVideoSessionCreateInfoKHR.pNext(session));
        VkVideoSessionCreateInfoKHR.pNext(session, info);
    }

    private int refreshIndex(int number) {
        return (number - 1) % extras.refreshCycle();
    }

    private void encode(int number, MemorySegment encode) {
        if (number == 0) {
            return;
        }
        MemorySegment info = VkVideoEncodeIntraRefreshInfoKHR.allocate(arena);
        VkVideoEncodeIntraRefreshInfoKHR.sType(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_INTRA_REFRESH_INFO_KHR());
        VkVideoEncodeIntraRefreshInfoKHR.intraRefreshCycleDuration(info, extras.refreshCycle());
        VkVideoEncodeIntraRefreshInfoKHR.intraRefreshIndex(info, refreshIndex(number));
        VkVideoEncodeIntraRefreshInfoKHR.pNext(info, VkVideoEncodeInfoKHR.pNext(encode));
        VkVideoEncodeInfoKHR.pNext(encode, info);
        VkVideoEncodeInfoKHR.flags(
                encode, VkVideoEncodeInfoKHR.flags(encode) | Vulkan.VK_VIDEO_ENCODE_INTRA_REFRESH_BIT_KHR());
    }

    private void reference(int number, MemorySegment slot) {
        if (number == 0) {
            return;
        }
        int index = refreshIndex(number);
        MemorySegment info = VkVideoReferenceIntraRefreshInfoKHR.allocate(arena);
        VkVideoReferenceIntraRefreshInfoKHR.sType(
                info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_REFERENCE_INTRA_REFRESH_INFO_KHR());
        VkVideoReferenceIntraRefreshInfoKHR.dirtyIntraRefreshRegions(
                info, index == 0 ? 0 : extras.refreshCycle() - index);
        VkVideoReferenceIntraRefreshInfoKHR.pNext(info, VkVideoReferenceSlotInfoKHR.pNext(slot));
        VkVideoReferenceSlotInfoKHR.pNext(slot, info);
    }

    private void sequence(MemorySegment header) {
        int flags = StdVideoAV1SequenceHeaderFlag.ENABLE_ORDER_HINT.mask();
        flags |= switch (extras.filter()) {
            case OWN, CDEF -> StdVideoAV1SequenceHeaderFlag.ENABLE_CDEF.mask();
            case RESTORATION -> StdVideoAV1SequenceHeaderFlag.ENABLE_RESTORATION.mask();
            default -> 0;
        };
        StdFlags.setWord(header, flags);
    }

    private void picture(MemorySegment picture) {
        if (extras.tileColumns() > 0) {
            StdVideoEncodeAV1PictureInfo.pTileInfo(picture, tiles());
        }
        switch (extras.filter()) {
            case OFF -> StdVideoEncodeAV1PictureInfo.pLoopFilter(picture, StdVideoAV1LoopFilter.allocate(arena));
            case DEBLOCKING, DEBLOCKING_DELTAS -> StdVideoEncodeAV1PictureInfo.pLoopFilter(picture, deblocking());
            case CDEF -> {
                MemorySegment cdef = StdVideoAV1CDEF.allocate(arena);
                StdVideoAV1CDEF.cdef_y_pri_strength(cdef, 0, (byte) 3);
                StdVideoAV1CDEF.cdef_uv_pri_strength(cdef, 0, (byte) 1);
                StdVideoEncodeAV1PictureInfo.pCDEF(picture, cdef);
            }
            case RESTORATION -> {
                MemorySegment restoration = StdVideoAV1LoopRestoration.allocate(arena);
                for (int plane = 0; plane < 3; plane++) {
                    StdVideoAV1LoopRestoration.FrameRestorationType(restoration, plane, 2);
                    StdVideoAV1LoopRestoration.LoopRestorationSize(restoration, plane, (short) 1);
                }
                StdVideoEncodeAV1PictureInfo.pLoopRestoration(picture, restoration);
            }
            case OWN -> {}
        }
    }

    private MemorySegment deblocking() {
        MemorySegment filter = StdVideoAV1LoopFilter.allocate(arena);
        for (int i = 0; i < 4; i++) {
            StdVideoAV1LoopFilter.loop_filter_level(filter, i, (byte) (12 + 6 * i));
        }
        StdVideoAV1LoopFilter.loop_filter_sharpness(filter, (byte) 3);
        if (extras.filter() == Extras.Filter.DEBLOCKING_DELTAS) {
            StdFlags.setWord(
                    filter,
                    StdVideoAV1LoopFilterFlag.LOOP_FILTER_DELTA_ENABLED.mask()
                            | StdVideoAV1LoopFilterFlag.LOOP_FILTER_DELTA_UPDATE.mask());
            StdVideoAV1LoopFilter.update_ref_delta(filter, (byte) 3);
            StdVideoAV1LoopFilter.loop_filter_ref_deltas(filter, 0, (byte) 5);
            StdVideoAV1LoopFilter.loop_filter_ref_deltas(filter, 1, (byte) -7);
        }
        return filter;
    }

    private MemorySegment tiles() {
        MemorySegment tiles = StdVideoAV1TileInfo.allocate(arena);
        if (extras.uniformTiles()) {
            StdFlags.setWord(tiles, StdVideoAV1TileInfoFlag.UNIFORM_TILE_SPACING_FLAG.mask());
        }
        StdVideoAV1TileInfo.TileCols(tiles, (byte) extras.tileColumns());
        StdVideoAV1TileInfo.TileRows(tiles, (byte) extras.tileRows());
        StdVideoAV1TileInfo.tile_size_bytes_minus_1(tiles, (byte) 3);
        int[] widths = sizes(settings.width, extras.tileColumns());
        int[] heights = sizes(settings.height, extras.tileRows());
        StdVideoAV1TileInfo.pWidthInSbsMinus1(tiles, shorts(widths, false));
        StdVideoAV1TileInfo.pHeightInSbsMinus1(tiles, shorts(heights, false));
        StdVideoAV1TileInfo.pMiColStarts(tiles, shorts(widths, true));
        StdVideoAV1TileInfo.pMiRowStarts(tiles, shorts(heights, true));
        return tiles;
    }

    /** In superblocks. */
    private int[] sizes(int length, int count) {
        int superblocks = Math.ceilDiv(length, SUPERBLOCK);
        int[] sizes = new int[count];
        int left = superblocks;
        for (int i = 0; i < count; i++) {
            boolean last = i == count - 1;
            sizes[i] = last ? left : extras.uniformTiles() ? Math.ceilDiv(superblocks, count) : 1;
            left -= sizes[i];
        }
        return sizes;
    }

    /** Sizes minus 1, or where tiles begin and the last ends in units of 4 samples. */
    private MemorySegment shorts(int[] sizes, boolean starts) {
        MemorySegment shorts = arena.allocate(ValueLayout.JAVA_SHORT, sizes.length + 1L);
        int place = 0;
        for (int i = 0; i <= sizes.length; i++) {
            int value = starts ? place : i < sizes.length ? sizes[i] - 1 : 0;
            shorts.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) value);
            place += i < sizes.length ? sizes[i] * SUPERBLOCK / 4 : 0;
        }
        return shorts;
    }
}
