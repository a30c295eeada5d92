// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import static dev.moviemaker.vulkan.raw.Vulkan.STD_VIDEO_AV1_FRAME_TYPE_INTER;
import static dev.moviemaker.vulkan.raw.Vulkan.STD_VIDEO_AV1_TX_MODE_SELECT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_DPB_SLOT_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_PICTURE_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_INLINE_QUERY_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_PICTURE_RESOURCE_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_REFERENCE_SLOT_INFO_KHR;

import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.StdVideoEncodeAV1PictureInfo;
import dev.moviemaker.vulkan.raw.StdVideoEncodeAV1ReferenceInfo;
import dev.moviemaker.vulkan.raw.VkExtent2D;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1DpbSlotInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1PictureInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoInlineQueryInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoPictureResourceInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoReferenceSlotInfoKHR;
import dev.moviemaker.vulkan.std.StdFlags;
import dev.moviemaker.vulkan.std.StdVideoEncodeAV1PictureInfoFlag;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** An encode command's structures through the generated bindings, filled as {@code PictureRecorder} fills them. */
final class EncodeStructs {
    static final long HANDLE = 0x1234_5678;
    static final long RANGE = 1 << 20;
    static final int Q_INDEX = 100;
    static final int WIDTH = 1920;
    static final int HEIGHT = 1080;

    private final MemorySegment encode;
    private final MemorySegment picture;
    private final MemorySegment std;
    private final MemorySegment query;
    private final MemorySegment source;
    private final Slot setup;
    private final Slot reference;

    /** A slot with its resource and its Std structure. */
    private record Slot(MemorySegment info, MemorySegment resource, MemorySegment std) {
        static Slot carve(SegmentAllocator allocator) {
            MemorySegment info = Structs.make(
                    allocator, VkVideoReferenceSlotInfoKHR.layout(), VK_STRUCTURE_TYPE_VIDEO_REFERENCE_SLOT_INFO_KHR());
            MemorySegment resource = allocator.allocate(VkVideoPictureResourceInfoKHR.layout());
            initResource(resource);
            MemorySegment std = allocator.allocate(StdVideoEncodeAV1ReferenceInfo.layout());
            MemorySegment dpb = Structs.make(
                    allocator,
                    VkVideoEncodeAV1DpbSlotInfoKHR.layout(),
                    VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_DPB_SLOT_INFO_KHR());
            VkVideoEncodeAV1DpbSlotInfoKHR.pStdReferenceInfo(dpb, std);
            VkVideoReferenceSlotInfoKHR.pPictureResource(info, resource);
            Structs.setNext(info, dpb);
            return new Slot(info, resource, std);
        }

        void write(int frame) {
            VkVideoReferenceSlotInfoKHR.slotIndex(info, frame & 7);
            VkVideoPictureResourceInfoKHR.imageViewBinding(resource, HANDLE + (frame & 7));
            VkVideoPictureResourceInfoKHR.baseArrayLayer(resource, frame & 7);
            StdVideoEncodeAV1ReferenceInfo.OrderHint(std, (byte) frame);
            StdVideoEncodeAV1ReferenceInfo.frame_type(std, STD_VIDEO_AV1_FRAME_TYPE_INTER());
        }
    }

    EncodeStructs(SegmentAllocator allocator) {
        encode = Structs.make(allocator, VkVideoEncodeInfoKHR.layout(), VK_STRUCTURE_TYPE_VIDEO_ENCODE_INFO_KHR());
        picture = Structs.make(
                allocator,
                VkVideoEncodeAV1PictureInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_PICTURE_INFO_KHR());
        std = allocator.allocate(StdVideoEncodeAV1PictureInfo.layout());
        query = Structs.make(
                allocator, VkVideoInlineQueryInfoKHR.layout(), VK_STRUCTURE_TYPE_VIDEO_INLINE_QUERY_INFO_KHR());
        source = VkVideoEncodeInfoKHR.srcPictureResource(encode);
        initResource(source);
        setup = Slot.carve(allocator);
        reference = Slot.carve(allocator);
        VkVideoEncodeAV1PictureInfoKHR.pStdPictureInfo(picture, std);
        StdVideoEncodeAV1PictureInfo.TxMode(std, STD_VIDEO_AV1_TX_MODE_SELECT());
        VkVideoEncodeInfoKHR.pSetupReferenceSlot(encode, setup.info);
        VkVideoEncodeInfoKHR.referenceSlotCount(encode, 1);
        VkVideoEncodeInfoKHR.pReferenceSlots(encode, reference.info);
        Structs.setNext(encode, picture);
        Structs.setNext(picture, query);
    }

    private static void initResource(MemorySegment resource) {
        VkVideoPictureResourceInfoKHR.sType(resource, VK_STRUCTURE_TYPE_VIDEO_PICTURE_RESOURCE_INFO_KHR());
        MemorySegment extent = VkVideoPictureResourceInfoKHR.codedExtent(resource);
        VkExtent2D.width(extent, WIDTH);
        VkExtent2D.height(extent, HEIGHT);
    }

    /** What a frame changes. */
    void write(int frame) {
        VkVideoEncodeInfoKHR.dstBuffer(encode, HANDLE + (frame & 3));
        VkVideoEncodeInfoKHR.dstBufferRange(encode, RANGE);
        VkVideoPictureResourceInfoKHR.imageViewBinding(source, HANDLE + (frame & 7));
        VkVideoPictureResourceInfoKHR.baseArrayLayer(source, frame & 7);
        VkVideoEncodeAV1PictureInfoKHR.predictionMode(picture, 1);
        VkVideoEncodeAV1PictureInfoKHR.rateControlGroup(picture, 1);
        VkVideoEncodeAV1PictureInfoKHR.constantQIndex(picture, Q_INDEX);
        StdFlags.setWord(
                StdVideoEncodeAV1PictureInfo.flags(std),
                StdVideoEncodeAV1PictureInfoFlag.SHOW_FRAME.mask()
                        | StdVideoEncodeAV1PictureInfoFlag.SHOWABLE_FRAME.mask());
        StdVideoEncodeAV1PictureInfo.frame_type(std, STD_VIDEO_AV1_FRAME_TYPE_INTER());
        StdVideoEncodeAV1PictureInfo.order_hint(std, (byte) frame);
        StdVideoEncodeAV1PictureInfo.refresh_frame_flags(std, (byte) (1 << (frame & 7)));
        for (int i = 0; i < 8; i++) {
            StdVideoEncodeAV1PictureInfo.ref_order_hint(std, i, (byte) (frame - i));
        }
        for (int i = 0; i < 7; i++) {
            StdVideoEncodeAV1PictureInfo.ref_frame_idx(std, i, (byte) i);
            VkVideoEncodeAV1PictureInfoKHR.referenceNameSlotIndices(picture, i, i == 0 ? frame & 7 : -1);
        }
        VkVideoInlineQueryInfoKHR.queryPool(query, HANDLE);
        VkVideoInlineQueryInfoKHR.firstQuery(query, frame & 3);
        VkVideoInlineQueryInfoKHR.queryCount(query, 1);
        setup.write(frame);
        reference.write(frame - 1);
    }

    long address() {
        return encode.address();
    }

    /** Memory to carve structures from again and again. */
    static final class Block implements SegmentAllocator {
        private static final long BYTES = 2048;

        private final MemorySegment memory;
        private long used;

        Block(Arena arena) {
            memory = arena.allocate(BYTES, 64);
        }

        SegmentAllocator cleared() {
            memory.asSlice(0, used).fill((byte) 0);
            used = 0;
            return this;
        }

        @Override
        public MemorySegment allocate(long byteSize, long byteAlignment) {
            long start = (used + byteAlignment - 1) & -byteAlignment;
            used = start + byteSize;
            return memory.asSlice(start, byteSize, byteAlignment);
        }
    }
}
