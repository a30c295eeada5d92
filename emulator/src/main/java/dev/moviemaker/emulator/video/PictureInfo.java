// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.vulkan.raw.StdVideoAV1CDEF;
import dev.moviemaker.vulkan.raw.StdVideoAV1LoopFilter;
import dev.moviemaker.vulkan.raw.StdVideoAV1Quantization;
import dev.moviemaker.vulkan.raw.StdVideoAV1TileInfo;
import dev.moviemaker.vulkan.raw.StdVideoEncodeAV1ExtensionHeader;
import dev.moviemaker.vulkan.raw.StdVideoEncodeAV1PictureInfo;
import dev.moviemaker.vulkan.std.StdFlags;
import dev.moviemaker.vulkan.std.StdVideoAV1LoopFilterFlag;
import dev.moviemaker.vulkan.std.StdVideoAV1TileInfoFlag;
import dev.moviemaker.vulkan.std.StdVideoEncodeAV1PictureInfoFlag;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * {@code StdVideoEncodeAV1PictureInfo} by value.
 *
 * @param renderWidth           {@code render_width_minus_1 + 1}
 * @param renderHeight          {@code render_height_minus_1 + 1}
 * @param tiles                 tile wishes, or null
 * @param quantization          offsets DeltaQYDc, UDc, UAc, VDc, VAc, or null
 * @param loopFilter            filter wishes, or null
 * @param extension             temporal and spatial id, or null
 */
record PictureInfo(
        int flags,
        int frameType,
        int currentFrameId,
        int orderHint,
        int primaryRefFrame,
        int refreshFrameFlags,
        int renderWidth,
        int renderHeight,
        int interpolationFilter,
        int txMode,
        Ints refOrderHint,
        Ints refFrameIdx,
        @Nullable Tiles tiles,
        @Nullable Ints quantization,
        @Nullable LoopFilter loopFilter,
        boolean cdef,
        boolean segmentation,
        @Nullable Ints extension) {

    /**
     * {@code StdVideoAV1TileInfo}.
     *
     * @param widths  in superblocks, empty when uniform
     * @param heights in superblocks, empty when uniform
     */
    record Tiles(boolean uniform, int cols, int rows, Ints widths, Ints heights) {}

    /**
     * {@code StdVideoAV1LoopFilter}.
     */
    record LoopFilter(
            Ints levels,
            int sharpness,
            boolean deltaEnabled,
            boolean deltaUpdate,
            int updateRefDelta,
            Ints refDeltas,
            int updateModeDelta,
            Ints modeDeltas) {}

    static PictureInfo read(MemorySegment std) {
        MemorySegment tiles = StdVideoEncodeAV1PictureInfo.pTileInfo(std);
        MemorySegment q = StdVideoEncodeAV1PictureInfo.pQuantization(std);
        MemorySegment filter = StdVideoEncodeAV1PictureInfo.pLoopFilter(std);
        MemorySegment cdef = StdVideoEncodeAV1PictureInfo.pCDEF(std);
        MemorySegment extension = StdVideoEncodeAV1PictureInfo.pExtensionHeader(std);
        return new PictureInfo(
                StdFlags.word(StdVideoEncodeAV1PictureInfo.flags(std)),
                StdVideoEncodeAV1PictureInfo.frame_type(std),
                StdVideoEncodeAV1PictureInfo.current_frame_id(std),
                Byte.toUnsignedInt(StdVideoEncodeAV1PictureInfo.order_hint(std)),
                Byte.toUnsignedInt(StdVideoEncodeAV1PictureInfo.primary_ref_frame(std)),
                Byte.toUnsignedInt(StdVideoEncodeAV1PictureInfo.refresh_frame_flags(std)),
                Short.toUnsignedInt(StdVideoEncodeAV1PictureInfo.render_width_minus_1(std)) + 1,
                Short.toUnsignedInt(StdVideoEncodeAV1PictureInfo.render_height_minus_1(std)) + 1,
                StdVideoEncodeAV1PictureInfo.interpolation_filter(std),
                StdVideoEncodeAV1PictureInfo.TxMode(std),
                unsigned(StdVideoEncodeAV1PictureInfo.ref_order_hint(std), 8),
                signed(StdVideoEncodeAV1PictureInfo.ref_frame_idx(std), 7),
                tiles.address() == 0 ? null : tiles(tiles),
                q.address() == 0 ? null : quantization(q),
                filter.address() == 0 ? null : filter(filter),
                cdef.address() != 0 && cdef.byteSize() >= StdVideoAV1CDEF.sizeof(),
                StdVideoEncodeAV1PictureInfo.pSegmentation(std).address() != 0,
                extension.address() == 0
                        ? null
                        : Ints.of(
                                StdVideoEncodeAV1ExtensionHeader.temporal_id(extension),
                                StdVideoEncodeAV1ExtensionHeader.spatial_id(extension)));
    }

    boolean has(StdVideoEncodeAV1PictureInfoFlag flag) {
        return (flags & flag.mask()) != 0;
    }

    private static Ints unsigned(MemorySegment bytes, int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, i));
        }
        return Ints.of(values);
    }

    private static Ints signed(MemorySegment bytes, int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = bytes.get(ValueLayout.JAVA_BYTE, i);
        }
        return Ints.of(values);
    }

    private static Tiles tiles(MemorySegment std) {
        boolean uniform =
                StdFlags.isSet(StdVideoAV1TileInfo.flags(std), StdVideoAV1TileInfoFlag.UNIFORM_TILE_SPACING_FLAG);
        int cols = Byte.toUnsignedInt(StdVideoAV1TileInfo.TileCols(std));
        int rows = Byte.toUnsignedInt(StdVideoAV1TileInfo.TileRows(std));
        return new Tiles(
                uniform,
                cols,
                rows,
                uniform ? Ints.EMPTY : sizes(StdVideoAV1TileInfo.pWidthInSbsMinus1(std), cols),
                uniform ? Ints.EMPTY : sizes(StdVideoAV1TileInfo.pHeightInSbsMinus1(std), rows));
    }

    private static Ints sizes(MemorySegment minus1, int count) {
        int[] values = new int[minus1.address() == 0 ? 0 : count];
        for (int i = 0; i < values.length; i++) {
            values[i] = Short.toUnsignedInt(minus1.getAtIndex(ValueLayout.JAVA_SHORT, i)) + 1;
        }
        return Ints.of(values);
    }

    private static Ints quantization(MemorySegment std) {
        return Ints.of(
                StdVideoAV1Quantization.DeltaQYDc(std),
                StdVideoAV1Quantization.DeltaQUDc(std),
                StdVideoAV1Quantization.DeltaQUAc(std),
                StdVideoAV1Quantization.DeltaQVDc(std),
                StdVideoAV1Quantization.DeltaQVAc(std));
    }

    private static LoopFilter filter(MemorySegment std) {
        MemorySegment flags = StdVideoAV1LoopFilter.flags(std);
        return new LoopFilter(
                unsigned(StdVideoAV1LoopFilter.loop_filter_level(std), 4),
                StdVideoAV1LoopFilter.loop_filter_sharpness(std),
                StdFlags.isSet(flags, StdVideoAV1LoopFilterFlag.LOOP_FILTER_DELTA_ENABLED),
                StdFlags.isSet(flags, StdVideoAV1LoopFilterFlag.LOOP_FILTER_DELTA_UPDATE),
                Byte.toUnsignedInt(StdVideoAV1LoopFilter.update_ref_delta(std)),
                signed(StdVideoAV1LoopFilter.loop_filter_ref_deltas(std), 8),
                Byte.toUnsignedInt(StdVideoAV1LoopFilter.update_mode_delta(std)),
                signed(StdVideoAV1LoopFilter.loop_filter_mode_deltas(std), 2));
    }
}
