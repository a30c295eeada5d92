// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.STD_VIDEO_AV1_FRAME_TYPE_INTER;
import static dev.moviemaker.vulkan.raw.Vulkan.STD_VIDEO_AV1_FRAME_TYPE_KEY;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_BEGIN_CODING_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_CODING_CONTROL_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_DPB_SLOT_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_GOP_REMAINING_FRAME_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUALITY_LEVEL_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUANTIZATION_MAP_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_END_CODING_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_INLINE_QUERY_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_PICTURE_RESOURCE_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_REFERENCE_SLOT_INFO_KHR;

import dev.moviemaker.encoder.caps.Extent;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.StdVideoEncodeAV1ExtensionHeader;
import dev.moviemaker.vulkan.raw.StdVideoEncodeAV1ReferenceInfo;
import dev.moviemaker.vulkan.raw.VkExtent2D;
import dev.moviemaker.vulkan.raw.VkVideoBeginCodingInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoCodingControlInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1DpbSlotInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1GopRemainingFrameInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeQualityLevelInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeQuantizationMapInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEndCodingInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoInlineQueryInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoPictureResourceInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoReferenceSlotInfoKHR;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * The structures of one coding scope, carved once. The list of pictures holds the references first and the picture that
 * is made last: with slot -1 for Begin, which claims the image but no slot, and as a structure of its own for the
 * encode command.
 */
final class ScopeStructs {
    final MemorySegment beginCommandBuffer;
    final MemorySegment begin;
    final MemorySegment control;
    final MemorySegment qualityLevel;
    final MemorySegment gopRemaining;
    final MemorySegment encode;
    final MemorySegment end;
    final MemorySegment inlineQuery;
    final MemorySegment source;
    final MemorySegment setup;
    final PictureStructs picture;
    final RateStructs rateAtBegin;
    final RateStructs rateToSet;
    final ImageBarrier sourceBarrier;
    final ImageBarrier mapBarrier;
    final MemorySegment map;
    final IntraRefreshStructs refresh;
    private final MemorySegment[] slots;
    private final MemorySegment[] resources;
    private final MemorySegment[] stdReferences;
    private final MemorySegment[] extensions;
    private final MemorySegment list;

    ScopeStructs(SegmentAllocator allocator, SessionPlan plan, SequenceFacts sequence) {
        beginCommandBuffer = CommandBuffers.beginInfo(allocator);
        begin = Structs.make(
                allocator, VkVideoBeginCodingInfoKHR.layout(), VK_STRUCTURE_TYPE_VIDEO_BEGIN_CODING_INFO_KHR());
        control = Structs.make(
                allocator, VkVideoCodingControlInfoKHR.layout(), VK_STRUCTURE_TYPE_VIDEO_CODING_CONTROL_INFO_KHR());
        qualityLevel = Structs.make(
                allocator,
                VkVideoEncodeQualityLevelInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUALITY_LEVEL_INFO_KHR());
        VkVideoEncodeQualityLevelInfoKHR.qualityLevel(qualityLevel, plan.qualityLevel());
        gopRemaining = gopRemaining(allocator);
        encode = Structs.make(allocator, VkVideoEncodeInfoKHR.layout(), VK_STRUCTURE_TYPE_VIDEO_ENCODE_INFO_KHR());
        end = Structs.make(allocator, VkVideoEndCodingInfoKHR.layout(), VK_STRUCTURE_TYPE_VIDEO_END_CODING_INFO_KHR());
        inlineQuery = Structs.make(
                allocator, VkVideoInlineQueryInfoKHR.layout(), VK_STRUCTURE_TYPE_VIDEO_INLINE_QUERY_INFO_KHR());
        source = VkVideoEncodeInfoKHR.srcPictureResource(encode);
        initResource(source, plan.frameSize());
        picture = new PictureStructs(allocator, plan, sequence);
        rateAtBegin = new RateStructs(allocator, plan.gop().temporalLayers());
        rateToSet = new RateStructs(allocator, plan.gop().temporalLayers());
        sourceBarrier = new ImageBarrier(allocator, 0, 1);
        mapBarrier = new ImageBarrier(allocator, 0, 1);
        map = map(allocator, plan);
        Structs.setNext(map, picture.av1());
        int count = Math.min(plan.gop().activeReferences(), plan.gop().heldPictures()) + 1;
        refresh = new IntraRefreshStructs(allocator, plan.intraRefresh(), count);
        list = Structs.array(
                allocator,
                VkVideoReferenceSlotInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_REFERENCE_SLOT_INFO_KHR(),
                count);
        slots = new MemorySegment[count];
        resources = new MemorySegment[count + 1];
        stdReferences = new MemorySegment[count + 1];
        extensions = new MemorySegment[count + 1];
        for (int i = 0; i < count; i++) {
            slots[i] = Structs.element(list, VkVideoReferenceSlotInfoKHR.layout(), i);
            initSlot(allocator, slots[i], i, plan.frameSize());
            refresh.chainTo(slots[i], i);
        }
        setup = Structs.make(
                allocator, VkVideoReferenceSlotInfoKHR.layout(), VK_STRUCTURE_TYPE_VIDEO_REFERENCE_SLOT_INFO_KHR());
        initSlot(allocator, setup, count, plan.frameSize());
        VkVideoBeginCodingInfoKHR.pReferenceSlots(begin, list);
        VkVideoEncodeInfoKHR.pReferenceSlots(encode, list);
        VkVideoEncodeInfoKHR.pSetupReferenceSlot(encode, setup);
        Structs.setNext(encode, picture.av1());
        if (plan.inlineQueries()) {
            Structs.setNext(picture.av1(), inlineQuery);
        }
    }

    private static MemorySegment gopRemaining(SegmentAllocator allocator) {
        MemorySegment info = Structs.make(
                allocator,
                VkVideoEncodeAV1GopRemainingFrameInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_GOP_REMAINING_FRAME_INFO_KHR());
        VkVideoEncodeAV1GopRemainingFrameInfoKHR.useGopRemainingFrames(info, 1);
        return info;
    }

    private static MemorySegment map(SegmentAllocator allocator, SessionPlan plan) {
        MemorySegment map = Structs.make(
                allocator,
                VkVideoEncodeQuantizationMapInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUANTIZATION_MAP_INFO_KHR());
        plan.deltaMaps().ifPresent(maps -> {
            MemorySegment size = VkVideoEncodeQuantizationMapInfoKHR.quantizationMapExtent(map);
            VkExtent2D.width(size, maps.size().width());
            VkExtent2D.height(size, maps.size().height());
        });
        return map;
    }

    private void initSlot(SegmentAllocator allocator, MemorySegment slot, int index, Extent size) {
        resources[index] = Structs.make(
                allocator, VkVideoPictureResourceInfoKHR.layout(), VK_STRUCTURE_TYPE_VIDEO_PICTURE_RESOURCE_INFO_KHR());
        initResource(resources[index], size);
        VkVideoReferenceSlotInfoKHR.pPictureResource(slot, resources[index]);
        stdReferences[index] = allocator.allocate(StdVideoEncodeAV1ReferenceInfo.layout());
        extensions[index] = allocator.allocate(StdVideoEncodeAV1ExtensionHeader.layout());
        StdVideoEncodeAV1ReferenceInfo.pExtensionHeader(stdReferences[index], extensions[index]);
        MemorySegment info = Structs.make(
                allocator,
                VkVideoEncodeAV1DpbSlotInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_DPB_SLOT_INFO_KHR());
        VkVideoEncodeAV1DpbSlotInfoKHR.pStdReferenceInfo(info, stdReferences[index]);
        Structs.setNext(slot, info);
    }

    private static void initResource(MemorySegment resource, Extent size) {
        VkVideoPictureResourceInfoKHR.sType(resource, VK_STRUCTURE_TYPE_VIDEO_PICTURE_RESOURCE_INFO_KHR());
        MemorySegment extent = VkVideoPictureResourceInfoKHR.codedExtent(resource);
        VkExtent2D.width(extent, size.width());
        VkExtent2D.height(extent, size.height());
    }

    /** Names a reference at a place of the list. */
    void reference(int place, DpbSlot slot, DpbImages images, int orderHint, boolean key, int layer) {
        fill(slots[place], place, slot, images, orderHint, key, layer);
    }

    /** Names the picture that is made, after {@code references} references. */
    void made(int references, DpbSlot slot, DpbImages images, int orderHint, boolean key, int layer) {
        fill(slots[references], references, slot, images, orderHint, key, layer);
        VkVideoReferenceSlotInfoKHR.slotIndex(slots[references], -1);
        fill(setup, slots.length, slot, images, orderHint, key, layer);
        VkVideoBeginCodingInfoKHR.referenceSlotCount(begin, references + 1);
        VkVideoEncodeInfoKHR.referenceSlotCount(encode, references);
        VkVideoEncodeInfoKHR.pReferenceSlots(encode, references == 0 ? MemorySegment.NULL : list);
    }

    private void fill(
            MemorySegment info, int index, DpbSlot slot, DpbImages images, int orderHint, boolean key, int layer) {
        StdVideoEncodeAV1ExtensionHeader.temporal_id(extensions[index], (byte) layer);
        VkVideoReferenceSlotInfoKHR.slotIndex(info, slot.index());
        VkVideoPictureResourceInfoKHR.imageViewBinding(resources[index], images.view(slot));
        VkVideoPictureResourceInfoKHR.baseArrayLayer(resources[index], images.layer(slot));
        StdVideoEncodeAV1ReferenceInfo.OrderHint(stdReferences[index], (byte) orderHint);
        StdVideoEncodeAV1ReferenceInfo.frame_type(
                stdReferences[index], key ? STD_VIDEO_AV1_FRAME_TYPE_KEY() : STD_VIDEO_AV1_FRAME_TYPE_INTER());
    }
}
