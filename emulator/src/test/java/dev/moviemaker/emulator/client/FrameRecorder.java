// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import dev.moviemaker.emulator.client.Hooks.Place;
import dev.moviemaker.emulator.client.Plan.Encode;
import dev.moviemaker.emulator.client.Plan.Held;
import dev.moviemaker.vulkan.raw.*;
import dev.moviemaker.vulkan.std.StdFlags;
import dev.moviemaker.vulkan.std.StdVideoEncodeAV1PictureInfoFlag;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records the commands of one coded frame. */
final class FrameRecorder {
    private static final int ORDER_HINT_MASK = 127;
    private static final int ALTREF = 6;

    private final Client client;
    private final Vk vk;
    private final MemorySegment commands;
    private boolean first = true;

    FrameRecorder(Client client, MemorySegment commands) {
        this.client = client;
        this.vk = client.vk;
        this.commands = commands;
    }

    void record(Arena arena, int number, Encode frame) {
        MemorySegment begin = VkCommandBufferBeginInfo.allocate(arena);
        VkCommandBufferBeginInfo.sType(begin, Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO());
        VkCommandBufferBeginInfo.flags(begin, Vulkan.VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT());
        Vk.check(
                "vkBeginCommandBuffer", PFN_vkBeginCommandBuffer.invoke(vk.f("vkBeginCommandBuffer"), commands, begin));
        if (first) {
            client.pictures.stream()
                    .map(Client.Picture::image)
                    .distinct()
                    .forEach(image -> transition(
                            arena,
                            number,
                            image,
                            Vulkan.VK_IMAGE_LAYOUT_UNDEFINED(),
                            Vulkan.VK_IMAGE_LAYOUT_VIDEO_ENCODE_DPB_KHR(),
                            true));
        }
        if (first && client.map != null) {
            long image = client.map.image();
            int upload = Vulkan.VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL();
            transition(arena, number, image, Vulkan.VK_IMAGE_LAYOUT_UNDEFINED(), upload, false);
            client.map.upload(arena, commands);
            transition(arena, number, image, upload, Vulkan.VK_IMAGE_LAYOUT_VIDEO_ENCODE_QUANTIZATION_MAP_KHR(), true);
        }
        if (first || !client.settings.still) {
            transition(
                    arena,
                    number,
                    client.source,
                    Vulkan.VK_IMAGE_LAYOUT_UNDEFINED(),
                    Vulkan.VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL(),
                    false);
            upload(arena, number);
            transition(
                    arena,
                    number,
                    client.source,
                    Vulkan.VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL(),
                    Vulkan.VK_IMAGE_LAYOUT_VIDEO_ENCODE_SRC_KHR(),
                    true);
        }
        memoryBarrier(arena);
        int query = number % 4;
        MemorySegment resets = arena.allocateFrom(ValueLayout.JAVA_INT, 1);
        client.hooks.run(Place.QUERY_RESET, number, resets);
        PFN_vkCmdResetQueryPool.invoke(
                vk.f("vkCmdResetQueryPool"), commands, client.queryPool, query, resets.get(ValueLayout.JAVA_INT, 0));
        code(arena, number, frame, query);
        Vk.check("vkEndCommandBuffer", PFN_vkEndCommandBuffer.invoke(vk.f("vkEndCommandBuffer"), commands));
        first = false;
    }

    private void transition(Arena arena, int number, long image, int from, int to, boolean encode) {
        MemorySegment barrier = VkImageMemoryBarrier2.allocate(arena);
        VkImageMemoryBarrier2.sType(barrier, Vulkan.VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2());
        VkImageMemoryBarrier2.srcStageMask(barrier, Vulkan.VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT());
        VkImageMemoryBarrier2.srcAccessMask(
                barrier, from == Vulkan.VK_IMAGE_LAYOUT_UNDEFINED() ? 0 : Vulkan.VK_ACCESS_2_TRANSFER_WRITE_BIT());
        VkImageMemoryBarrier2.dstStageMask(
                barrier,
                encode
                        ? Vulkan.VK_PIPELINE_STAGE_2_VIDEO_ENCODE_BIT_KHR()
                        : Vulkan.VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT());
        VkImageMemoryBarrier2.dstAccessMask(
                barrier,
                encode ? Vulkan.VK_ACCESS_2_VIDEO_ENCODE_READ_BIT_KHR() : Vulkan.VK_ACCESS_2_TRANSFER_WRITE_BIT());
        VkImageMemoryBarrier2.oldLayout(barrier, from);
        VkImageMemoryBarrier2.newLayout(barrier, to);
        VkImageMemoryBarrier2.srcQueueFamilyIndex(barrier, -1);
        VkImageMemoryBarrier2.dstQueueFamilyIndex(barrier, -1);
        VkImageMemoryBarrier2.image(barrier, image);
        ClientGpu.range(VkImageMemoryBarrier2.subresourceRange(barrier), 0, Vulkan.VK_REMAINING_ARRAY_LAYERS());
        client.hooks.run(Place.TRANSITION, number, barrier);
        MemorySegment info = VkDependencyInfo.allocate(arena);
        VkDependencyInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_DEPENDENCY_INFO());
        VkDependencyInfo.imageMemoryBarrierCount(info, 1);
        VkDependencyInfo.pImageMemoryBarriers(info, barrier);
        PFN_vkCmdPipelineBarrier2.invoke(vk.f("vkCmdPipelineBarrier2"), commands, info);
    }

    private void memoryBarrier(Arena arena) {
        MemorySegment barrier = VkMemoryBarrier2.allocate(arena);
        VkMemoryBarrier2.sType(barrier, Vulkan.VK_STRUCTURE_TYPE_MEMORY_BARRIER_2());
        long stage = Vulkan.VK_PIPELINE_STAGE_2_VIDEO_ENCODE_BIT_KHR();
        long both = Vulkan.VK_ACCESS_2_VIDEO_ENCODE_READ_BIT_KHR() | Vulkan.VK_ACCESS_2_VIDEO_ENCODE_WRITE_BIT_KHR();
        VkMemoryBarrier2.srcStageMask(barrier, stage);
        VkMemoryBarrier2.srcAccessMask(barrier, both);
        VkMemoryBarrier2.dstStageMask(barrier, stage);
        VkMemoryBarrier2.dstAccessMask(barrier, both);
        MemorySegment info = VkDependencyInfo.allocate(arena);
        VkDependencyInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_DEPENDENCY_INFO());
        VkDependencyInfo.memoryBarrierCount(info, 1);
        VkDependencyInfo.pMemoryBarriers(info, barrier);
        PFN_vkCmdPipelineBarrier2.invoke(vk.f("vkCmdPipelineBarrier2"), commands, info);
    }

    private void upload(Arena arena, int number) {
        MemorySegment target = arena.allocateFrom(ValueLayout.JAVA_LONG, client.source);
        client.hooks.run(Place.UPLOAD_TARGET, number, target);
        int width = client.caps.imageWidth(client.settings.width);
        int height = client.caps.imageHeight(client.settings.height);
        boolean rgb = client.settings.isRgb();
        int planes = rgb ? 1 : 2;
        MemorySegment regions = VkBufferImageCopy.allocateArray(planes, arena);
        for (int plane = 0; plane < planes; plane++) {
            MemorySegment region = VkBufferImageCopy.asSlice(regions, plane);
            VkBufferImageCopy.bufferOffset(
                    region, plane == 0 ? 0 : (long) width * height * (client.settings.bitDepth == 8 ? 1 : 2));
            MemorySegment subresource = VkBufferImageCopy.imageSubresource(region);
            int ofPlane = plane == 0 ? Vulkan.VK_IMAGE_ASPECT_PLANE_0_BIT() : Vulkan.VK_IMAGE_ASPECT_PLANE_1_BIT();
            VkImageSubresourceLayers.aspectMask(subresource, rgb ? Vulkan.VK_IMAGE_ASPECT_COLOR_BIT() : ofPlane);
            VkImageSubresourceLayers.layerCount(subresource, 1);
            MemorySegment extent = VkBufferImageCopy.imageExtent(region);
            VkExtent3D.width(extent, plane == 0 ? width : (width + 1) / 2);
            VkExtent3D.height(extent, plane == 0 ? height : (height + 1) / 2);
            VkExtent3D.depth(extent, 1);
        }
        PFN_vkCmdCopyBufferToImage.invoke(
                vk.f("vkCmdCopyBufferToImage"),
                commands,
                client.upload.buffer(),
                target.get(ValueLayout.JAVA_LONG, 0),
                Vulkan.VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL(),
                planes,
                regions);
    }

    private void resource(MemorySegment info, long view, int layer) {
        VkVideoPictureResourceInfoKHR.sType(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_PICTURE_RESOURCE_INFO_KHR());
        MemorySegment extent = VkVideoPictureResourceInfoKHR.codedExtent(info);
        VkExtent2D.width(extent, client.settings.width);
        VkExtent2D.height(extent, client.settings.height);
        VkVideoPictureResourceInfoKHR.baseArrayLayer(info, layer);
        VkVideoPictureResourceInfoKHR.imageViewBinding(info, view);
    }

    private void slot(Arena arena, MemorySegment slot, int index, int picture, int type, int display) {
        MemorySegment std = StdVideoEncodeAV1ReferenceInfo.allocate(arena);
        StdVideoEncodeAV1ReferenceInfo.frame_type(std, type);
        StdVideoEncodeAV1ReferenceInfo.OrderHint(std, (byte) (display & ORDER_HINT_MASK));
        MemorySegment info = VkVideoEncodeAV1DpbSlotInfoKHR.allocate(arena);
        VkVideoEncodeAV1DpbSlotInfoKHR.sType(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_DPB_SLOT_INFO_KHR());
        VkVideoEncodeAV1DpbSlotInfoKHR.pStdReferenceInfo(info, std);
        MemorySegment resource = VkVideoPictureResourceInfoKHR.allocate(arena);
        resource(
                resource,
                client.pictures.get(picture).view(),
                client.pictures.get(picture).layer());
        VkVideoReferenceSlotInfoKHR.sType(slot, Vulkan.VK_STRUCTURE_TYPE_VIDEO_REFERENCE_SLOT_INFO_KHR());
        VkVideoReferenceSlotInfoKHR.pNext(slot, info);
        VkVideoReferenceSlotInfoKHR.slotIndex(slot, index);
        VkVideoReferenceSlotInfoKHR.pPictureResource(slot, resource);
    }

    private void code(Arena arena, int number, Encode frame, int query) {
        List<Held> used = references(frame);
        MemorySegment slots = VkVideoReferenceSlotInfoKHR.allocateArray(used.size() + 1L, arena);
        for (int i = 0; i < used.size(); i++) {
            Held held = used.get(i);
            slot(
                    arena,
                    VkVideoReferenceSlotInfoKHR.asSlice(slots, i),
                    held.slot(),
                    held.slot(),
                    held.type(),
                    held.display());
        }
        slot(
                arena,
                VkVideoReferenceSlotInfoKHR.asSlice(slots, used.size()),
                -1,
                frame.setup(),
                frame.type(),
                frame.display());
        client.hooks.run(Place.BEGIN_SLOTS, number, slots);
        MemorySegment begin = VkVideoBeginCodingInfoKHR.allocate(arena);
        VkVideoBeginCodingInfoKHR.sType(begin, Vulkan.VK_STRUCTURE_TYPE_VIDEO_BEGIN_CODING_INFO_KHR());
        boolean control = frame.key() && (first || client.settings.resendAtKey);
        RateControl rate = new RateControl(client.settings);
        VkVideoBeginCodingInfoKHR.pNext(begin, first ? MemorySegment.NULL : rate.chain(arena));
        VkVideoBeginCodingInfoKHR.videoSession(begin, client.session);
        VkVideoBeginCodingInfoKHR.videoSessionParameters(begin, client.parameters);
        VkVideoBeginCodingInfoKHR.referenceSlotCount(begin, used.size() + 1);
        VkVideoBeginCodingInfoKHR.pReferenceSlots(begin, slots);
        client.hooks.run(Place.BEGIN, number, begin);
        client.hooks.run(Place.OUTSIDE, number, commands);
        PFN_vkCmdBeginVideoCodingKHR.invoke(vk.f("vkCmdBeginVideoCodingKHR"), commands, begin);
        if (control) {
            MemorySegment info = rate.control(arena);
            client.hooks.run(Place.CONTROL, number, info);
            PFN_vkCmdControlVideoCodingKHR.invoke(vk.f("vkCmdControlVideoCodingKHR"), commands, info);
        }
        client.hooks.run(Place.INSIDE, number, commands);
        boolean inline = client.settings.inlineQueries && client.caps.maintenance1;
        MemorySegment info = encodeInfo(arena, number, frame, used);
        if (inline) {
            MemorySegment inlineInfo = VkVideoInlineQueryInfoKHR.allocate(arena);
            VkVideoInlineQueryInfoKHR.sType(inlineInfo, Vulkan.VK_STRUCTURE_TYPE_VIDEO_INLINE_QUERY_INFO_KHR());
            VkVideoInlineQueryInfoKHR.pNext(inlineInfo, VkVideoEncodeInfoKHR.pNext(info));
            VkVideoInlineQueryInfoKHR.queryPool(inlineInfo, client.queryPool);
            VkVideoInlineQueryInfoKHR.firstQuery(inlineInfo, query);
            VkVideoInlineQueryInfoKHR.queryCount(inlineInfo, 1);
            VkVideoEncodeInfoKHR.pNext(info, inlineInfo);
        } else {
            PFN_vkCmdBeginQuery.invoke(vk.f("vkCmdBeginQuery"), commands, client.queryPool, query, 0);
        }
        PFN_vkCmdEncodeVideoKHR.invoke(vk.f("vkCmdEncodeVideoKHR"), commands, info);
        if (!inline) {
            PFN_vkCmdEndQuery.invoke(vk.f("vkCmdEndQuery"), commands, client.queryPool, query);
        }
        MemorySegment end = VkVideoEndCodingInfoKHR.allocate(arena);
        VkVideoEndCodingInfoKHR.sType(end, Vulkan.VK_STRUCTURE_TYPE_VIDEO_END_CODING_INFO_KHR());
        PFN_vkCmdEndVideoCodingKHR.invoke(vk.f("vkCmdEndVideoCodingKHR"), commands, end);
    }

    private static List<Held> references(Encode frame) {
        List<Held> used = new ArrayList<>();
        if (frame.forward() != null) {
            used.add(frame.forward());
        }
        if (frame.backward() != null) {
            used.add(frame.backward());
        }
        return used;
    }

    private MemorySegment encodeInfo(Arena arena, int number, Encode frame, List<Held> used) {
        MemorySegment references = VkVideoReferenceSlotInfoKHR.allocateArray(Math.max(1, used.size()), arena);
        for (int i = 0; i < used.size(); i++) {
            Held held = used.get(i);
            slot(
                    arena,
                    VkVideoReferenceSlotInfoKHR.asSlice(references, i),
                    held.slot(),
                    held.slot(),
                    held.type(),
                    held.display());
        }
        client.hooks.run(Place.REFERENCES, number, references);
        MemorySegment setup = VkVideoReferenceSlotInfoKHR.allocate(arena);
        slot(arena, setup, frame.setup(), frame.setup(), frame.type(), frame.display());
        client.hooks.run(Place.SETUP, number, setup);
        MemorySegment picture = VkVideoEncodeAV1PictureInfoKHR.allocate(arena);
        VkVideoEncodeAV1PictureInfoKHR.sType(picture, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_PICTURE_INFO_KHR());
        boolean intra = frame.forward() == null;
        boolean bidirectional = frame.backward() != null;
        VkVideoEncodeAV1PictureInfoKHR.predictionMode(picture, intra ? 0 : bidirectional ? 3 : 1);
        VkVideoEncodeAV1PictureInfoKHR.rateControlGroup(picture, intra ? 0 : bidirectional ? 2 : 1);
        VkVideoEncodeAV1PictureInfoKHR.constantQIndex(picture, client.settings.mode == 1 ? client.settings.qIndex : 0);
        MemorySegment names = VkVideoEncodeAV1PictureInfoKHR.referenceNameSlotIndices(picture);
        for (int i = 0; i < 7; i++) {
            names.setAtIndex(ValueLayout.JAVA_INT, i, -1);
        }
        Held forward = frame.forward();
        Held backward = frame.backward();
        if (forward != null) {
            names.setAtIndex(ValueLayout.JAVA_INT, 0, forward.slot());
        }
        if (backward != null) {
            names.setAtIndex(ValueLayout.JAVA_INT, backwardName(), backward.slot());
        }
        MemorySegment std = std(arena, frame);
        client.hooks.run(Place.STD, number, std);
        VkVideoEncodeAV1PictureInfoKHR.pStdPictureInfo(picture, std);
        client.hooks.run(Place.PICTURE, number, picture);
        MemorySegment info = VkVideoEncodeInfoKHR.allocate(arena);
        VkVideoEncodeInfoKHR.sType(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_INFO_KHR());
        VkVideoEncodeInfoKHR.pNext(info, picture);
        VkVideoEncodeInfoKHR.dstBuffer(info, client.bitstream.buffer());
        VkVideoEncodeInfoKHR.dstBufferRange(info, client.bitstreamSize);
        resource(VkVideoEncodeInfoKHR.srcPictureResource(info), client.sourceView, 0);
        VkVideoEncodeInfoKHR.pSetupReferenceSlot(info, setup);
        VkVideoEncodeInfoKHR.referenceSlotCount(info, used.size());
        VkVideoEncodeInfoKHR.pReferenceSlots(info, used.isEmpty() ? MemorySegment.NULL : references);
        if (client.map != null) {
            client.map.use(arena, info);
        }
        client.hooks.run(Place.ENCODE, number, info);
        return info;
    }

    /** ALTREF where the driver has no such prediction: it shall say so. */
    private int backwardName() {
        return client.caps.backwardName() < 0 ? ALTREF : client.caps.backwardName();
    }

    private MemorySegment std(Arena arena, Encode frame) {
        MemorySegment std = StdVideoEncodeAV1PictureInfo.allocate(arena);
        StdFlags.setWord(
                std,
                (frame.show() ? StdVideoEncodeAV1PictureInfoFlag.SHOW_FRAME.mask() : 0)
                        | (frame.key() ? 0 : StdVideoEncodeAV1PictureInfoFlag.SHOWABLE_FRAME.mask())
                        | (frame.key() ? StdVideoEncodeAV1PictureInfoFlag.ERROR_RESILIENT_MODE.mask() : 0));
        StdVideoEncodeAV1PictureInfo.frame_type(std, frame.type());
        StdVideoEncodeAV1PictureInfo.order_hint(std, (byte) (frame.display() & ORDER_HINT_MASK));
        StdVideoEncodeAV1PictureInfo.primary_ref_frame(std, (byte) (frame.forward() == null ? 7 : 0));
        StdVideoEncodeAV1PictureInfo.refresh_frame_flags(std, (byte) frame.refresh());
        StdVideoEncodeAV1PictureInfo.TxMode(std, 2);
        for (int i = 0; i < 8; i++) {
            Held held = frame.map().get(i);
            int hint = held == null ? 0 : held.display() & ORDER_HINT_MASK;
            StdVideoEncodeAV1PictureInfo.ref_order_hint(std).set(ValueLayout.JAVA_BYTE, i, (byte) hint);
        }
        for (int i = 0; i < 7; i++) {
            boolean back = i == backwardName() && frame.backward() != null;
            @Nullable Held wanted = back ? frame.backward() : frame.forward();
            int index = wanted == null ? 0 : indexOf(frame.map(), wanted);
            StdVideoEncodeAV1PictureInfo.ref_frame_idx(std).set(ValueLayout.JAVA_BYTE, i, (byte) index);
        }
        return std;
    }

    private static int indexOf(List<@Nullable Held> map, Held wanted) {
        for (int i = 0; i < map.size(); i++) {
            if (Objects.equals(map.get(i), wanted)) {
                return i;
            }
        }
        throw new IllegalStateException("the plan lost " + wanted);
    }
}
