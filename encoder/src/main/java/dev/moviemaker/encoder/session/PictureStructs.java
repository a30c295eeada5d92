// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.STD_VIDEO_AV1_FRAME_TYPE_INTER;
import static dev.moviemaker.vulkan.raw.Vulkan.STD_VIDEO_AV1_FRAME_TYPE_KEY;
import static dev.moviemaker.vulkan.raw.Vulkan.STD_VIDEO_AV1_TX_MODE_SELECT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_PICTURE_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_AV1_PREDICTION_MODE_BIDIRECTIONAL_COMPOUND_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_AV1_PREDICTION_MODE_INTRA_ONLY_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_AV1_PREDICTION_MODE_SINGLE_REFERENCE_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_AV1_PREDICTION_MODE_UNIDIRECTIONAL_COMPOUND_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_AV1_RATE_CONTROL_GROUP_BIPREDICTIVE_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_AV1_RATE_CONTROL_GROUP_INTRA_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_AV1_RATE_CONTROL_GROUP_PREDICTIVE_KHR;

import dev.moviemaker.encoder.caps.RatePlan;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.gop.PictureKind;
import dev.moviemaker.encoder.gop.PicturePlan;
import dev.moviemaker.encoder.gop.PredictionMode;
import dev.moviemaker.encoder.gop.ReferenceName;
import dev.moviemaker.encoder.gop.ReferenceSlot;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.StdVideoAV1Quantization;
import dev.moviemaker.vulkan.raw.StdVideoEncodeAV1ExtensionHeader;
import dev.moviemaker.vulkan.raw.StdVideoEncodeAV1PictureInfo;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1PictureInfoKHR;
import dev.moviemaker.vulkan.std.StdFlags;
import dev.moviemaker.vulkan.std.StdLayouts;
import dev.moviemaker.vulkan.std.StdVideoEncodeAV1PictureInfoFlag;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/**
 * The AV1 description of a picture: {@code VkVideoEncodeAV1PictureInfoKHR} and its Std structures. Every pointer that
 * may lead somewhere does: drivers read more than they should. Only segmentation is null, since it has to be.
 */
final class PictureStructs {
    private static final int NO_SLOT = -1;
    private static final int MOST_OPERATING_POINTS = 32;
    private static final int PRIMARY_REF_NONE = PicturePlan.PRIMARY_REF_NONE;

    private final SessionPlan plan;
    private final SequenceFacts sequence;
    private final MemorySegment av1;
    private final MemorySegment std;
    private final MemorySegment flags;
    private final MemorySegment quantization;
    private final MemorySegment extension;
    private final FilterStructs filters;

    PictureStructs(SegmentAllocator allocator, SessionPlan plan, SequenceFacts sequence) {
        this.plan = plan;
        this.sequence = sequence;
        av1 = Structs.make(
                allocator,
                VkVideoEncodeAV1PictureInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_PICTURE_INFO_KHR());
        std = allocator.allocate(StdVideoEncodeAV1PictureInfo.layout());
        flags = StdVideoEncodeAV1PictureInfo.flags(std);
        quantization = allocator.allocate(StdLayouts.QUANTIZATION);
        VkVideoEncodeAV1PictureInfoKHR.pStdPictureInfo(av1, std);
        StdVideoEncodeAV1PictureInfo.pTileInfo(std, TileStructs.write(allocator, plan));
        StdVideoEncodeAV1PictureInfo.pQuantization(std, quantization);
        extension = allocator.allocate(StdVideoEncodeAV1ExtensionHeader.layout());
        StdVideoEncodeAV1PictureInfo.pExtensionHeader(std, extension);
        VkVideoEncodeAV1PictureInfoKHR.generateObuExtensionHeader(
                av1, plan.gop().temporalLayers() > 1 ? 1 : 0);
        StdVideoEncodeAV1PictureInfo.pBufferRemovalTimes(
                std, allocator.allocate(ValueLayout.JAVA_INT, MOST_OPERATING_POINTS));
        filters = new FilterStructs(allocator, std);
        StdVideoEncodeAV1PictureInfo.render_width_minus_1(
                std, (short) (plan.frameSize().width() - 1));
        StdVideoEncodeAV1PictureInfo.render_height_minus_1(
                std, (short) (plan.frameSize().height() - 1));
        // ONLY_4X4, the value 0, is for lossless pictures only and broke ANV.
        StdVideoEncodeAV1PictureInfo.TxMode(std, STD_VIDEO_AV1_TX_MODE_SELECT());
    }

    MemorySegment av1() {
        return av1;
    }

    /** Writes the description of a picture before it is stored in the slots. */
    void write(PicturePlan picture, DpbSlots slots, RatePlan rate) {
        boolean key = picture.kind() == PictureKind.KEY;
        // Where the driver chooses, what the wished quality would take: as good a guess as any for those who read it.
        int likelyQIndex = qIndex(picture, rate);
        VkVideoEncodeAV1PictureInfoKHR.predictionMode(av1, mode(picture.predictionMode()));
        VkVideoEncodeAV1PictureInfoKHR.rateControlGroup(av1, group(picture.predictionMode()));
        VkVideoEncodeAV1PictureInfoKHR.constantQIndex(av1, rate.active() ? 0 : likelyQIndex);
        writeFlags(picture, key);
        StdVideoEncodeAV1ExtensionHeader.temporal_id(extension, (byte) picture.temporalLayer());
        StdVideoEncodeAV1PictureInfo.frame_type(
                std, key ? STD_VIDEO_AV1_FRAME_TYPE_KEY() : STD_VIDEO_AV1_FRAME_TYPE_INTER());
        StdVideoEncodeAV1PictureInfo.order_hint(std, (byte) sequence.orderHint(picture.framesSinceKey()));
        StdVideoEncodeAV1PictureInfo.primary_ref_frame(std, (byte) primaryRefFrame(picture));
        StdVideoEncodeAV1PictureInfo.refresh_frame_flags(std, (byte) picture.refreshFrameFlags());
        for (int i = 0; i < ReferenceSlot.COUNT; i++) {
            StdVideoEncodeAV1PictureInfo.ref_order_hint(std, i, (byte) slots.orderHintOfReference(i));
        }
        for (int i = 0; i < ReferenceName.COUNT; i++) {
            ReferenceName name = ReferenceName.of(i);
            boolean used = (picture.usedNames() & name.bit()) != 0;
            // NVIDIA's driver crashed on unused names with anything but -1.
            VkVideoEncodeAV1PictureInfoKHR.referenceNameSlotIndices(
                    av1, i, used ? slots.holding(picture.slot(name)).index() : NO_SLOT);
            StdVideoEncodeAV1PictureInfo.ref_frame_idx(
                    std, i, (byte) (key ? 0 : picture.slot(name).index()));
        }
        StdVideoAV1Quantization.base_q_idx(quantization, (byte) likelyQIndex);
        filters.write(likelyQIndex);
    }

    private void writeFlags(PicturePlan picture, boolean key) {
        int word = 0;
        if (key) {
            word |= StdVideoEncodeAV1PictureInfoFlag.ERROR_RESILIENT_MODE.mask();
        }
        if (sequence.codedSizeDiffers()) {
            word |= StdVideoEncodeAV1PictureInfoFlag.RENDER_AND_FRAME_SIZE_DIFFERENT.mask();
        }
        if (picture.shown()) {
            word |= StdVideoEncodeAV1PictureInfoFlag.SHOW_FRAME.mask();
        }
        if (!key) {
            word |= StdVideoEncodeAV1PictureInfoFlag.SHOWABLE_FRAME.mask();
        }
        StdFlags.setWord(flags, word);
    }

    /**
     * With intra refresh none: a decoder that lost a picture would read all that follow with wrong probabilities. A
     * driver that does not promise to keep it knows only LAST and none (RADV): asking for another would be written as
     * LAST.
     */
    private int primaryRefFrame(PicturePlan picture) {
        if (plan.intraRefresh().isPresent()) {
            return PRIMARY_REF_NONE;
        }
        int wished = picture.primaryRefFrame();
        boolean kept = plan.profile().av1().keepsPrimaryRefFrame() || wished == 0;
        return kept ? wished : PRIMARY_REF_NONE;
    }

    private static int qIndex(PicturePlan picture, RatePlan rate) {
        if (picture.kind() == PictureKind.KEY) {
            return rate.targets().keyFrameQIndex();
        }
        return picture.refreshFrameFlags() == 0
                ? rate.targets().unreferencedQIndex()
                : rate.targets().qIndex();
    }

    private static int mode(PredictionMode mode) {
        return switch (mode) {
            case INTRA_ONLY -> VK_VIDEO_ENCODE_AV1_PREDICTION_MODE_INTRA_ONLY_KHR();
            case SINGLE_REFERENCE -> VK_VIDEO_ENCODE_AV1_PREDICTION_MODE_SINGLE_REFERENCE_KHR();
            case UNIDIRECTIONAL_COMPOUND -> VK_VIDEO_ENCODE_AV1_PREDICTION_MODE_UNIDIRECTIONAL_COMPOUND_KHR();
            case BIDIRECTIONAL_COMPOUND -> VK_VIDEO_ENCODE_AV1_PREDICTION_MODE_BIDIRECTIONAL_COMPOUND_KHR();
        };
    }

    private static int group(PredictionMode mode) {
        return switch (mode) {
            case INTRA_ONLY -> VK_VIDEO_ENCODE_AV1_RATE_CONTROL_GROUP_INTRA_KHR();
            case BIDIRECTIONAL_COMPOUND -> VK_VIDEO_ENCODE_AV1_RATE_CONTROL_GROUP_BIPREDICTIVE_KHR();
            default -> VK_VIDEO_ENCODE_AV1_RATE_CONTROL_GROUP_PREDICTIVE_KHR();
        };
    }
}
