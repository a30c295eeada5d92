// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_ACCESS_2_VIDEO_ENCODE_READ_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_ACCESS_2_VIDEO_ENCODE_WRITE_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_VIDEO_ENCODE_QUANTIZATION_MAP_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_VIDEO_ENCODE_SRC_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_PIPELINE_STAGE_2_VIDEO_ENCODE_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_CODING_CONTROL_ENCODE_QUALITY_LEVEL_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_CODING_CONTROL_ENCODE_RATE_CONTROL_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_CODING_CONTROL_RESET_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_WITH_QUANTIZATION_DELTA_MAP_BIT_KHR;

import dev.moviemaker.encoder.caps.Quirk;
import dev.moviemaker.encoder.caps.RatePlan;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.gop.PictureKind;
import dev.moviemaker.encoder.gop.PicturePlan;
import dev.moviemaker.encoder.gop.ReferenceName;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.Image;
import dev.moviemaker.vulkan.call.DeviceFunctions;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkCmdBeginQuery;
import dev.moviemaker.vulkan.raw.PFN_vkCmdBeginVideoCodingKHR;
import dev.moviemaker.vulkan.raw.PFN_vkCmdControlVideoCodingKHR;
import dev.moviemaker.vulkan.raw.PFN_vkCmdEncodeVideoKHR;
import dev.moviemaker.vulkan.raw.PFN_vkCmdEndQuery;
import dev.moviemaker.vulkan.raw.PFN_vkCmdEndVideoCodingKHR;
import dev.moviemaker.vulkan.raw.PFN_vkCmdPipelineBarrier2;
import dev.moviemaker.vulkan.raw.PFN_vkCmdResetQueryPool;
import dev.moviemaker.vulkan.raw.VkVideoBeginCodingInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoCodingControlInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1GopRemainingFrameInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeQuantizationMapInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoInlineQueryInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoPictureResourceInfoKHR;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Records one picture: barriers, coding scope, control, query and encode command; keeps slots and rate control in step.
 */
public final class PictureRecorder {
    private final SessionPlan plan;
    private final SequenceFacts sequence;
    private final DeviceFunctions commands;
    private final DeviceFunctions video;
    private final VideoSession session;
    private final SessionParameters parameters;
    private final DpbImages images;
    private final FeedbackQueries queries;
    private final MemorySegment encodeBarrier;
    private final DpbSlots slots;
    private final RateControlState rate;
    private final GopCount gop;
    private final int[] listed = new int[ReferenceName.COUNT];
    private DpbSlot made = DpbSlot.of(0);

    /** A recorder of a new session. */
    PictureRecorder(Device device, CodingObjects objects, MemorySegment encodeBarrier) {
        this.plan = objects.plan();
        this.sequence = objects.sequence();
        this.commands = device.functions();
        this.video = device.video();
        this.session = objects.session();
        this.parameters = objects.parameters();
        this.images = objects.images();
        this.queries = objects.queries();
        this.encodeBarrier = encodeBarrier;
        this.slots = new DpbSlots(plan.dpbSlots());
        this.rate = new RateControlState(plan.rate());
        this.gop = new GopCount(plan.rate().gopFrameCount(), plan.gop().miniGopSize());
    }

    /** Returns the rate-control state, to be changed between pictures. */
    public RateControlState rate() {
        return rate;
    }

    /**
     * Records a picture. {@link #submitted} follows when it is submitted; if it never is, nothing has changed.
     *
     * @param slot whose command buffer and structures are overwritten
     * @return {@code VkCommandBuffer} to be submitted after all recorded before
     */
    public MemorySegment record(EncodeSlot slot, PicturePlan picture, InputSlot input) {
        boolean key = picture.kind() == PictureKind.KEY;
        if (key && rate.wanted().active() && plan.quirks().contains(Quirk.RESET_AT_KEY_FRAMES)) {
            rate.requestReset();
        }
        if (rate.needsReset()) {
            slots.clear();
        }
        ScopeStructs structs = slot.structs();
        made = slots.free();
        structs.picture.write(picture, slots, rate.wanted());
        int references = listReferences(structs, picture);
        int orderHint = sequence.orderHint(picture.framesSinceKey());
        structs.made(references, made, images, orderHint, key, picture.temporalLayer());
        writeBegin(structs, picture);
        writeControl(structs);
        writeEncode(structs, picture, slot, input);
        slot.forget();
        MemorySegment buffer = slot.commandBuffer();
        CommandBuffers.begin(commands, buffer, structs.beginCommandBuffer);
        PFN_vkCmdResetQueryPool.invoke(commands.vkCmdResetQueryPool(), buffer, queries.handle(), slot.query(), 1);
        PFN_vkCmdPipelineBarrier2.invoke(commands.vkCmdPipelineBarrier2(), buffer, encodeBarrier);
        prepareSource(structs, buffer, input);
        recordScope(structs, buffer, slot.query());
        CommandBuffers.end(commands, buffer);
        return buffer;
    }

    /** The picture recorded last was submitted: what it leaves behind is what the next one finds. */
    void submitted(PicturePlan picture, InputSlot input) {
        boolean key = picture.kind() == PictureKind.KEY;
        slots.store(
                made,
                picture.refreshFrameFlags(),
                sequence.orderHint(picture.framesSinceKey()),
                key,
                picture.temporalLayer());
        rate.recorded();
        gop.submitted(picture.kind());
        input.setSourceLayout();
    }

    private void recordScope(ScopeStructs structs, MemorySegment buffer, int query) {
        PFN_vkCmdBeginVideoCodingKHR.invoke(video.vkCmdBeginVideoCodingKHR(), buffer, structs.begin);
        if (rate.needsRateControl()) {
            PFN_vkCmdControlVideoCodingKHR.invoke(video.vkCmdControlVideoCodingKHR(), buffer, structs.control);
        }
        if (!plan.inlineQueries()) {
            PFN_vkCmdBeginQuery.invoke(commands.vkCmdBeginQuery(), buffer, queries.handle(), query, 0);
        }
        PFN_vkCmdEncodeVideoKHR.invoke(video.vkCmdEncodeVideoKHR(), buffer, structs.encode);
        if (!plan.inlineQueries()) {
            PFN_vkCmdEndQuery.invoke(commands.vkCmdEndQuery(), buffer, queries.handle(), query);
        }
        PFN_vkCmdEndVideoCodingKHR.invoke(video.vkCmdEndVideoCodingKHR(), buffer, structs.end);
    }

    /** Every DPB slot once, however many names share it. */
    private int listReferences(ScopeStructs structs, PicturePlan picture) {
        int count = 0;
        for (int i = 0; i < ReferenceName.COUNT; i++) {
            ReferenceName name = ReferenceName.of(i);
            if ((picture.usedNames() & name.bit()) == 0) {
                continue;
            }
            DpbSlot slot = slots.holding(picture.slot(name));
            if (!isListed(slot.index(), count)) {
                listed[count] = slot.index();
                structs.reference(
                        count, slot, images, slots.orderHint(slot), slots.isKey(slot), slots.temporalLayer(slot));
                count++;
            }
        }
        return count;
    }

    private boolean isListed(int slot, int count) {
        for (int i = 0; i < count; i++) {
            if (listed[i] == slot) {
                return true;
            }
        }
        return false;
    }

    private void writeBegin(ScopeStructs structs, PicturePlan picture) {
        VkVideoBeginCodingInfoKHR.videoSession(structs.begin, session.handle());
        VkVideoBeginCodingInfoKHR.videoSessionParameters(structs.begin, parameters.handle());
        MemorySegment chain = MemorySegment.NULL;
        boolean told = plan.profile().av1().requiresGopRemainingFrames()
                || plan.profile().av1().prefersGopRemainingFrames();
        if (told && rate.wanted().active()) {
            writeGopRemaining(structs, picture.kind());
            Structs.setNext(structs.gopRemaining, MemorySegment.NULL);
            chain = structs.gopRemaining;
        }
        RatePlan current = rate.atBegin();
        if (current != null) {
            chain = structs.rateAtBegin.write(current, chain);
        }
        Structs.setNext(structs.begin, chain);
    }

    private void writeGopRemaining(ScopeStructs structs, PictureKind kind) {
        MemorySegment info = structs.gopRemaining;
        VkVideoEncodeAV1GopRemainingFrameInfoKHR.gopRemainingIntra(info, GopCount.intra(kind));
        VkVideoEncodeAV1GopRemainingFrameInfoKHR.gopRemainingPredictive(info, gop.predictive(kind));
        VkVideoEncodeAV1GopRemainingFrameInfoKHR.gopRemainingBipredictive(info, gop.bipredictive(kind));
    }

    /** A reset takes rate control and quality level with it, so all three are sent together. */
    private void writeControl(ScopeStructs structs) {
        if (!rate.needsRateControl()) {
            return;
        }
        int flags = VK_VIDEO_CODING_CONTROL_ENCODE_RATE_CONTROL_BIT_KHR();
        MemorySegment chain = MemorySegment.NULL;
        if (rate.needsReset()) {
            flags |= VK_VIDEO_CODING_CONTROL_RESET_BIT_KHR() | VK_VIDEO_CODING_CONTROL_ENCODE_QUALITY_LEVEL_BIT_KHR();
            chain = structs.qualityLevel;
        }
        VkVideoCodingControlInfoKHR.flags(structs.control, flags);
        Structs.setNext(structs.control, structs.rateToSet.write(rate.wanted(), chain));
    }

    private void writeEncode(ScopeStructs structs, PicturePlan picture, EncodeSlot slot, InputSlot input) {
        VkVideoEncodeInfoKHR.dstBuffer(structs.encode, slot.bitstream().handle());
        VkVideoEncodeInfoKHR.dstBufferRange(
                structs.encode, slot.bitstream().data().byteSize());
        VkVideoPictureResourceInfoKHR.imageViewBinding(
                structs.source, input.image().view());
        writeOptions(structs, structs.refresh.write(picture), input.deltaMap());
        VkVideoInlineQueryInfoKHR.queryPool(structs.inlineQuery, queries.handle());
        VkVideoInlineQueryInfoKHR.firstQuery(structs.inlineQuery, slot.query());
        VkVideoInlineQueryInfoKHR.queryCount(structs.inlineQuery, 1);
    }

    private static void writeOptions(ScopeStructs structs, int refresh, @Nullable Image map) {
        int flags = refresh | (map == null ? 0 : VK_VIDEO_ENCODE_WITH_QUANTIZATION_DELTA_MAP_BIT_KHR());
        VkVideoEncodeInfoKHR.flags(structs.encode, flags);
        if (map != null) {
            VkVideoEncodeQuantizationMapInfoKHR.quantizationMap(structs.map, map.view());
        }
        MemorySegment chain = map == null ? structs.picture.av1() : structs.map;
        Structs.setNext(structs.encode, structs.refresh.chain(flags, chain));
    }

    /**
     * After the semaphore that waits for the conversion: it holds this stage back too, and an encode queue may know no
     * other.
     */
    private void prepareSource(ScopeStructs structs, MemorySegment buffer, InputSlot input) {
        if (input.hasSourceLayout()) {
            return;
        }
        toEncode(
                structs.sourceBarrier,
                buffer,
                input.image(),
                plan.targetPath().writtenLayout(),
                VK_IMAGE_LAYOUT_VIDEO_ENCODE_SRC_KHR());
        Image map = input.deltaMap();
        if (map != null) {
            toEncode(
                    structs.mapBarrier,
                    buffer,
                    map,
                    VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL(),
                    VK_IMAGE_LAYOUT_VIDEO_ENCODE_QUANTIZATION_MAP_KHR());
        }
    }

    private void toEncode(ImageBarrier barrier, MemorySegment buffer, Image image, int from, int to) {
        barrier.image(image.handle());
        barrier.layouts(from, to);
        barrier.source(VK_PIPELINE_STAGE_2_VIDEO_ENCODE_BIT_KHR(), 0);
        barrier.destination(VK_PIPELINE_STAGE_2_VIDEO_ENCODE_BIT_KHR(), VK_ACCESS_2_VIDEO_ENCODE_READ_BIT_KHR());
        PFN_vkCmdPipelineBarrier2.invoke(commands.vkCmdPipelineBarrier2(), buffer, barrier.dependency());
    }

    /** Accesses of pictures to DPB images: references are read, the new one is written. */
    static long dpbAccesses() {
        return VK_ACCESS_2_VIDEO_ENCODE_READ_BIT_KHR() | VK_ACCESS_2_VIDEO_ENCODE_WRITE_BIT_KHR();
    }
}
