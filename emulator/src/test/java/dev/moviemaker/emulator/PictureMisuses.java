// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.client.Hooks.Place;
import dev.moviemaker.emulator.client.VideoProfiles;
import dev.moviemaker.vulkan.raw.*;
import dev.moviemaker.vulkan.std.StdFlags;
import dev.moviemaker.vulkan.std.StdVideoEncodeAV1PictureInfoFlag;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Mistakes with picture headers, bitstream buffers and images. */
final class PictureMisuses extends MisuseList {
    private static final Arena ARENA = Arena.global();

    @Override
    void fill() {
        pictures();
        buffers();
        intraRefresh();
    }

    private void pictures() {
        add(
                "order_hint with too many bits",
                Rule.ORDER_HINT_RANGE,
                Place.STD,
                1,
                s -> StdVideoEncodeAV1PictureInfo.order_hint(s, (byte) 200));
        add(
                "key frame that keeps references",
                Rule.REFRESH_FLAGS,
                Place.STD,
                0,
                s -> StdVideoEncodeAV1PictureInfo.refresh_frame_flags(s, (byte) 0x0F));
        add(
                "segmentation structure",
                Rule.SEGMENTATION,
                Place.STD,
                1,
                s -> StdVideoEncodeAV1PictureInfo.pSegmentation(s, StdVideoAV1Segmentation.allocate(ARENA)));
        add(
                "frame size override",
                Rule.FRAME_HEADER,
                Place.STD,
                1,
                s -> StdFlags.setWord(
                        s, StdFlags.word(s) | StdVideoEncodeAV1PictureInfoFlag.FRAME_SIZE_OVERRIDE_FLAG.mask()));
        add(
                "TxMode of lossless frames",
                Rule.FRAME_HEADER,
                Place.STD,
                1,
                s -> StdVideoEncodeAV1PictureInfo.TxMode(s, 0));
        add("more tiles than offered", Rule.TILES, Place.STD, 1, s -> {
            MemorySegment tiles = StdVideoAV1TileInfo.allocate(ARENA);
            StdFlags.setWord(tiles, 1);
            StdVideoAV1TileInfo.TileCols(tiles, (byte) 100);
            StdVideoAV1TileInfo.TileRows(tiles, (byte) 1);
            StdVideoEncodeAV1PictureInfo.pTileInfo(s, tiles);
        });
        add(
                "coded extent other than the sequence's",
                Rule.CODED_EXTENT,
                Place.ENCODE,
                1,
                s -> VkExtent2D.width(
                        VkVideoPictureResourceInfoKHR.codedExtent(VkVideoEncodeInfoKHR.srcPictureResource(s)), 304));
        add(
                "coded offset outside of the image",
                Rule.CODED_EXTENT,
                Place.ENCODE,
                1,
                s -> VkOffset2D.x(
                        VkVideoPictureResourceInfoKHR.codedOffset(VkVideoEncodeInfoKHR.srcPictureResource(s)), -2));
        on(
                "minimal",
                "constantQIndex out of range",
                Rule.CONSTANT_Q_INDEX.name(),
                Place.PICTURE,
                0,
                s -> VkVideoEncodeAV1PictureInfoKHR.constantQIndex(s, 250));
    }

    private void intraRefresh() {
        add(
                "intra refresh without its structure",
                Rule.INTRA_REFRESH,
                Place.ENCODE,
                1,
                s -> VkVideoEncodeInfoKHR.flags(s, Vulkan.VK_VIDEO_ENCODE_INTRA_REFRESH_BIT_KHR()));
        add("intra refresh in a session without it", Rule.INTRA_REFRESH, Place.ENCODE, 1, s -> {
            MemorySegment info = VkVideoEncodeIntraRefreshInfoKHR.allocate(ARENA);
            VkVideoEncodeIntraRefreshInfoKHR.sType(
                    info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_INTRA_REFRESH_INFO_KHR());
            VkVideoEncodeIntraRefreshInfoKHR.pNext(info, VkVideoEncodeInfoKHR.pNext(s));
            VkVideoEncodeIntraRefreshInfoKHR.intraRefreshCycleDuration(info, 4);
            VkVideoEncodeInfoKHR.pNext(s, info);
            VkVideoEncodeInfoKHR.flags(s, Vulkan.VK_VIDEO_ENCODE_INTRA_REFRESH_BIT_KHR());
        });
    }

    private void buffers() {
        on("radv-rdna4", "bitstream offset misaligned", Rule.BITSTREAM_RANGE.name(), Place.ENCODE, 0, s -> {
            VkVideoEncodeInfoKHR.dstBufferOffset(s, 8);
            VkVideoEncodeInfoKHR.dstBufferRange(s, 32768);
        });
        add(
                "bitstream range beyond its buffer",
                Rule.BITSTREAM_RANGE,
                Place.ENCODE,
                0,
                s -> VkVideoEncodeInfoKHR.dstBufferRange(s, 1L << 30));
        add(
                "no bitstream range",
                Rule.BITSTREAM_RANGE,
                Place.ENCODE,
                0,
                s -> VkVideoEncodeInfoKHR.dstBufferRange(s, 0));
        add(
                "bitstream range too small",
                Rule.BITSTREAM_OVERFLOW,
                Place.ENCODE,
                0,
                s -> VkVideoEncodeInfoKHR.dstBufferRange(s, 8));
        add(
                "bitstream buffer without profile",
                Rule.BITSTREAM_RANGE,
                Place.BITSTREAM_BUFFER,
                -1,
                s -> VkBufferCreateInfo.pNext(s, MemorySegment.NULL));
        add(
                "bitstream buffer for another profile",
                Rule.BITSTREAM_RANGE,
                Place.BITSTREAM_BUFFER,
                -1,
                s -> VkBufferCreateInfo.pNext(s, VideoProfiles.list(ARENA, SHORT.withoutUsage())));
        add(
                "source image for another profile",
                Rule.PICTURE_FORMAT,
                Place.SOURCE_IMAGE,
                -1,
                s -> VkImageCreateInfo.pNext(s, VideoProfiles.list(ARENA, SHORT.withoutUsage())));
        add(
                "source image without profile",
                Rule.PICTURE_FORMAT,
                Place.SOURCE_IMAGE,
                -1,
                s -> VkImageCreateInfo.pNext(s, MemorySegment.NULL));
        add(
                "reference image without profile",
                Rule.PICTURE_FORMAT,
                Place.DPB_IMAGE,
                -1,
                s -> VkImageCreateInfo.pNext(s, MemorySegment.NULL));
    }
}
