// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.objects.Buffer;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1PictureInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoInlineQueryInfoKHR;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One vkCmdEncodeVideoKHR by value.
 *
 * @param buffer        bitstream buffer, null when it was not made for video
 * @param setup         slot for the reconstruction, or null
 * @param predictionMode {@code VkVideoEncodeAV1PredictionModeKHR}
 * @param group         rate control group: 0 intra, 1 predictive, 2 bipredictive
 * @param query         where feedback goes, or null
 * @param map           quantization map, or null
 * @param refresh       intra refresh, or null
 */
record EncodeRequest(
        @Nullable Buffer buffer,
        long offset,
        long range,
        Resource source,
        @Nullable SlotUse setup,
        List<SlotUse> references,
        int predictionMode,
        int group,
        int constantQIndex,
        Ints names,
        boolean cdfOnly,
        boolean obuExtension,
        PictureInfo info,
        @Nullable Query query,
        QuantizationMaps.@Nullable Asked map,
        IntraRefreshes.@Nullable Asked refresh) {

    /** {@code VkVideoEncodeAV1PredictionModeKHR}. */
    static final int INTRA_ONLY = 0;
    /** One reference per block. */
    static final int SINGLE = 1;
    /** Two from the same side. */
    static final int UNIDIRECTIONAL = 2;
    /** One from each side. */
    static final int BIDIRECTIONAL = 3;

    /** A query. */
    record Query(FeedbackPool pool, int index) {}

    /**
     * Bytes that may be written. A range of 0 counts as the rest of the buffer, since the Khronos sample encoder never
     * sets it and runs on drivers.
     */
    long room() {
        return range == 0 && buffer != null ? Math.max(0, buffer.size() - offset) : range;
    }

    static EncodeRequest read(Scope scope, MemorySegment info) {
        EmulatedDevice device = scope.session().device();
        MemorySegment av1 = Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_PICTURE_INFO_KHR());
        if (av1 == null) {
            throw new IllegalArgumentException("vkCmdEncodeVideoKHR without VkVideoEncodeAV1PictureInfoKHR");
        }
        MemorySegment setup = VkVideoEncodeInfoKHR.pSetupReferenceSlot(info);
        MemorySegment names = VkVideoEncodeAV1PictureInfoKHR.referenceNameSlotIndices(av1);
        return new EncodeRequest(
                device.find(Buffer.class, VkVideoEncodeInfoKHR.dstBuffer(info)),
                VkVideoEncodeInfoKHR.dstBufferOffset(info),
                VkVideoEncodeInfoKHR.dstBufferRange(info),
                Resource.read(device, VkVideoEncodeInfoKHR.srcPictureResource(info)),
                setup.address() == 0 ? null : SlotUse.read(device, setup),
                SlotUse.readAll(
                        device,
                        VkVideoEncodeInfoKHR.pReferenceSlots(info),
                        VkVideoEncodeInfoKHR.referenceSlotCount(info)),
                VkVideoEncodeAV1PictureInfoKHR.predictionMode(av1),
                VkVideoEncodeAV1PictureInfoKHR.rateControlGroup(av1),
                VkVideoEncodeAV1PictureInfoKHR.constantQIndex(av1),
                Ints.of(names.asSlice(0, 28).toArray(ValueLayout.JAVA_INT)),
                VkVideoEncodeAV1PictureInfoKHR.primaryReferenceCdfOnly(av1) != 0,
                VkVideoEncodeAV1PictureInfoKHR.generateObuExtensionHeader(av1) != 0,
                PictureInfo.read(VkVideoEncodeAV1PictureInfoKHR.pStdPictureInfo(av1)),
                query(scope, info),
                QuantizationMaps.asked(scope.session(), info),
                IntraRefreshes.read(scope.session(), info));
    }

    /** The active query, or that of VkVideoInlineQueryInfoKHR. */
    private static @Nullable Query query(Scope scope, MemorySegment info) {
        MemorySegment inline = Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_INLINE_QUERY_INFO_KHR());
        if (inline == null || VkVideoInlineQueryInfoKHR.queryPool(inline) == 0) {
            return scope.query();
        }
        EmulatedSession session = scope.session();
        int first = VkVideoInlineQueryInfoKHR.firstQuery(inline);
        if ((session.limits().flags() & Vulkan.VK_VIDEO_SESSION_CREATE_INLINE_QUERIES_BIT_KHR()) == 0) {
            session.violation(Rule.QUERY_SCOPE, "an inline query in a session made without INLINE_QUERIES");
        }
        if (scope.hasQuery()) {
            session.violation(Rule.QUERY_SCOPE, "inline query " + first + " while another is active");
        }
        if (VkVideoInlineQueryInfoKHR.queryCount(inline) != 1) {
            session.violation(
                    Rule.QUERY_SCOPE,
                    "queryCount " + VkVideoInlineQueryInfoKHR.queryCount(inline) + " of an inline query");
        }
        FeedbackPool pool = session.device().get(FeedbackPool.class, VkVideoInlineQueryInfoKHR.queryPool(inline));
        return pool.admits(session, first) ? new Query(pool, first) : null;
    }
}
