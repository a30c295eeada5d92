// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.bitstream.frame.FrameType;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.objects.Buffer;
import dev.moviemaker.emulator.objects.EmulatedImage;
import dev.moviemaker.emulator.objects.Memory;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.DriverProfile.Av1Limits;
import dev.moviemaker.emulator.profile.RateControlFlag;
import dev.moviemaker.emulator.profile.VideoFlag;
import dev.moviemaker.vulkan.raw.Vulkan;
import dev.moviemaker.vulkan.std.StdVideoEncodeAV1PictureInfoFlag;
import org.jspecify.annotations.Nullable;

/** Everything that is checked of an encode command before it is carried out; whether it can be carried out at all. */
final class EncodeChecks {
    private final EmulatedSession session;
    private final Scope scope;
    private final EncodeRequest request;
    private final DriverProfile profile;
    private boolean possible = true;

    EncodeChecks(EmulatedSession session, Scope scope, EncodeRequest request) {
        this.session = session;
        this.scope = scope;
        this.request = request;
        this.profile = session.device().driver().profile();
    }

    private void bad(Rule rule, String detail) {
        session.violation(rule, detail);
    }

    private void impossible(Rule rule, String detail) {
        bad(rule, detail);
        possible = false;
    }

    /** Runs all checks; false when there is nothing sensible to code. */
    boolean run() {
        if (session.destroyed()) {
            impossible(Rule.USED_AFTER_FREE, session.name());
            return false;
        }
        if (!session.initialised()) {
            bad(Rule.SESSION_NOT_INITIALISED, "vkCmdEncodeVideoKHR");
        }
        EmulatedParameters parameters = scope.parameters();
        if (parameters == null) {
            possible = false;
            return false;
        }
        if (parameters.qualityLevel() != session.qualityLevel()) {
            bad(
                    Rule.QUALITY_LEVEL_MISMATCH,
                    "session has " + session.qualityLevel() + ", parameters have " + parameters.qualityLevel());
        }
        picture(
                "source",
                request.source(),
                Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_SRC_BIT_KHR(),
                session.limits().pictureFormat());
        extent(parameters.asked());
        bitstream();
        quantizer();
        setup();
        new ReferenceChecks(session, scope, request).run();
        for (SlotUse reference : request.references()) {
            if (reference.resource() != null) {
                picture(
                        "reference",
                        reference.resource(),
                        Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_DPB_BIT_KHR(),
                        session.limits().referenceFormat());
            }
        }
        header(parameters.asked());
        return possible;
    }

    private void picture(String what, Resource resource, int usage, int format) {
        EmulatedImage image = resource.image();
        Memory memory = image.memory();
        if (image.destroyed()) {
            impossible(Rule.USED_AFTER_FREE, what + " " + image.name());
        } else if (memory == null) {
            impossible(Rule.PICTURE_MEMORY_NOT_BOUND, what + " " + image.name());
        } else if (memory.destroyed()) {
            impossible(Rule.USED_AFTER_FREE, what + " " + image.name() + " lies in freed " + memory.name());
        }
        boolean madeForIt = image.shape().madeFor().includes(session.limits().profile());
        if (image.shape().format() != format || (resource.usage() & usage) == 0 || !madeForIt) {
            bad(
                    Rule.PICTURE_FORMAT,
                    what + " has format " + image.shape().format() + ", usage 0x"
                            + Integer.toHexString(resource.usage())
                            + (madeForIt ? "" : ", was made without the session's profile")
                            + "; needed are format " + format + ", usage 0x" + Integer.toHexString(usage));
            possible &= image.shape().format() == format;
        }
        if (resource.layer() >= image.shape().layers()) {
            impossible(
                    Rule.PICTURE_FORMAT,
                    what + " names layer " + resource.layer() + " of "
                            + image.shape().layers());
        }
        if (resource.x() < 0
                || resource.y() < 0
                || resource.x() + resource.width() > image.shape().width()
                || resource.y() + resource.height() > image.shape().height()) {
            impossible(
                    Rule.CODED_EXTENT,
                    what + " " + resource + " in an image of " + image.shape().width() + "x"
                            + image.shape().height());
        }
    }

    private void extent(SequenceHeader header) {
        Resource source = request.source();
        if (source.width() != header.maxFrameWidth() || source.height() != header.maxFrameHeight()) {
            bad(
                    Rule.CODED_EXTENT,
                    "source is " + source.width() + "x" + source.height() + ", the sequence header says "
                            + header.maxFrameWidth() + "x" + header.maxFrameHeight());
        }
        if (source.width() > session.limits().width()
                || source.height() > session.limits().height()) {
            bad(
                    Rule.CODED_EXTENT,
                    "source is " + source.width() + "x" + source.height() + ", the session allows "
                            + session.limits().width() + "x" + session.limits().height());
        }
        if (request.info().has(StdVideoEncodeAV1PictureInfoFlag.FRAME_SIZE_OVERRIDE_FLAG)) {
            bad(Rule.FRAME_HEADER, "frame_size_override_flag is set");
        }
    }

    private void bitstream() {
        Buffer buffer = request.buffer();
        long offsetStep = profile.video().minBitstreamBufferOffsetAlignment();
        long sizeStep = profile.video().minBitstreamBufferSizeAlignment();
        if (buffer == null) {
            impossible(Rule.BITSTREAM_RANGE, "the buffer has no VIDEO_ENCODE_DST usage");
            return;
        }
        if (!buffer.madeFor().includes(session.limits().profile())) {
            bad(Rule.BITSTREAM_RANGE, buffer.name() + " was made without the session's profile");
        }
        Memory memory = buffer.memory();
        if (buffer.destroyed() || memory == null || memory.destroyed()) {
            impossible(
                    Rule.USED_AFTER_FREE,
                    buffer.name() + (memory == null ? " has no memory" : " or its memory is freed"));
        }
        if (request.offset() + request.range() > buffer.size()) {
            impossible(
                    Rule.BITSTREAM_RANGE,
                    request.offset() + " + " + request.range() + " of " + buffer.size() + " bytes");
        }
        if (request.range() == 0) {
            bad(Rule.BITSTREAM_RANGE, "dstBufferRange is 0");
        }
        if (request.offset() % offsetStep != 0 || request.range() % sizeStep != 0) {
            bad(
                    Rule.BITSTREAM_RANGE,
                    "offset " + request.offset() + ", range " + request.range() + ", aligned to " + offsetStep + " and "
                            + sizeStep);
        }
    }

    private void quantizer() {
        boolean disabled = session.rateControl().is(RateControlFlag.DISABLED);
        Av1Limits limits = profile.av1();
        int q = request.constantQIndex();
        if (!disabled && q != 0) {
            bad(
                    Rule.CONSTANT_Q_INDEX,
                    "constantQIndex " + q + " with rate control mode "
                            + session.rateControl().mode());
        } else if (disabled && (q < limits.minQIndex() || q > limits.maxQIndex())) {
            bad(
                    Rule.CONSTANT_Q_INDEX,
                    "constantQIndex " + q + ", allowed are " + limits.minQIndex() + " to " + limits.maxQIndex());
        }
    }

    private void setup() {
        SlotUse setup = request.setup();
        if (setup == null) {
            withoutSetup();
            return;
        }
        if (setup.slotIndex() < 0 || setup.slotIndex() >= session.slotCount()) {
            impossible(Rule.SLOT_RANGE, "setup slot " + setup.slotIndex() + " of " + session.slotCount());
        }
        Resource resource = setup.resource();
        if (resource == null) {
            impossible(Rule.SETUP_SLOT_MISSING, "the setup slot has no picture");
            return;
        }
        picture(
                "setup slot",
                resource,
                Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_DPB_BIT_KHR(),
                session.limits().referenceFormat());
        if (!scope.binds(resource)) {
            bad(Rule.RESOURCE_NOT_BOUND, "the setup slot's " + resource);
        }
        sharing(setup, resource);
        saidOfSetup(setup.info());
    }

    private void withoutSetup() {
        if (session.slotCount() > 0) {
            bad(
                    Rule.SETUP_SLOT_MISSING,
                    "pSetupReferenceSlot is null, the session has " + session.slotCount() + " slots");
        }
        if (request.info().refreshFrameFlags() != 0) {
            bad(
                    Rule.REFRESH_FLAGS,
                    "refresh_frame_flags " + request.info().refreshFrameFlags() + " without a setup slot");
        }
    }

    /** What else the setup slot's picture is bound to. */
    private void sharing(SlotUse setup, Resource resource) {
        boolean separate = profile.video().flags().contains(VideoFlag.SEPARATE_REFERENCE_IMAGES);
        for (SlotUse other : scope.slots()) {
            if (!separate && other.resource() != null && other.resource().image() != resource.image()) {
                bad(Rule.SEPARATE_IMAGES, other.resource() + " and " + resource);
            }
        }
        for (SlotUse reference : request.references()) {
            boolean same = reference.resource() != null && reference.resource().isSamePicture(resource);
            if (same || reference.slotIndex() == setup.slotIndex()) {
                bad(
                        Rule.SETUP_SLOT_READ,
                        "slot " + setup.slotIndex() + " is written and slot " + reference.slotIndex() + " is read");
            }
        }
    }

    private void saidOfSetup(SlotUse.@Nullable Said info) {
        if (info != null
                && (info.orderHint() != request.info().orderHint()
                        || info.frameType() != request.info().frameType())) {
            bad(
                    Rule.REFERENCE_ORDER_HINT,
                    "the setup slot says " + info + ", the picture has order hint "
                            + request.info().orderHint() + " and frame type "
                            + request.info().frameType());
        }
    }

    private void header(SequenceHeader sequence) {
        PictureInfo info = request.info();
        if (info.frameType() < 0 || info.frameType() > 3) {
            impossible(Rule.FRAME_HEADER, "frame_type " + info.frameType());
            return;
        }
        FrameType type = FrameType.ofCode(info.frameType());
        if (info.primaryRefFrame() > 7) {
            impossible(Rule.PRIMARY_REF_FRAME, "primary_ref_frame " + info.primaryRefFrame());
        }
        for (int name = 0; name < 7 && !type.isIntra(); name++) {
            int index = info.refFrameIdx().get(name);
            if (index < 0 || index > 7) {
                impossible(Rule.FRAME_HEADER, "ref_frame_idx[" + name + "] is " + index);
            }
        }
        orderAndRefresh(info, type, sequence);
        tools(info, type);
        tiles(info.tiles(), sequence);
    }

    private void orderAndRefresh(PictureInfo info, FrameType type, SequenceHeader sequence) {
        boolean shownKey = type == FrameType.KEY_FRAME && info.has(StdVideoEncodeAV1PictureInfoFlag.SHOW_FRAME);
        if (sequence.enableOrderHint() && info.orderHint() >> sequence.orderHintBits() != 0) {
            bad(
                    Rule.ORDER_HINT_RANGE,
                    "order_hint " + info.orderHint() + " has more than " + sequence.orderHintBits() + " bits");
        }
        if (shownKey && info.refreshFrameFlags() != 0xFF) {
            bad(Rule.REFRESH_FLAGS, "a shown key frame has refresh_frame_flags " + info.refreshFrameFlags());
        }
        if (type == FrameType.INTRA_ONLY_FRAME && info.refreshFrameFlags() == 0xFF) {
            bad(Rule.REFRESH_FLAGS, "an intra-only frame has refresh_frame_flags 255");
        }
    }

    private void tools(PictureInfo info, FrameType type) {
        if (info.segmentation() || info.has(StdVideoEncodeAV1PictureInfoFlag.SEGMENTATION_ENABLED)) {
            bad(Rule.SEGMENTATION, info.segmentation() ? "pSegmentation is not null" : "segmentation_enabled is set");
        }
        boolean intraMode = request.predictionMode() == EncodeRequest.INTRA_ONLY;
        if (type.isIntra() != intraMode) {
            bad(Rule.PREDICTION_MODE, "prediction mode " + request.predictionMode() + " with " + type);
        }
        if (info.txMode() == 0) {
            bad(Rule.FRAME_HEADER, "TxMode ONLY_4X4 is for lossless frames");
        }
    }

    private void tiles(PictureInfo.@Nullable Tiles tiles, SequenceHeader sequence) {
        if (tiles == null) {
            return;
        }
        Av1Limits limits = profile.av1();
        int width = (sequence.maxFrameWidth() + Math.max(1, tiles.cols()) - 1) / Math.max(1, tiles.cols());
        int height = (sequence.maxFrameHeight() + Math.max(1, tiles.rows()) - 1) / Math.max(1, tiles.rows());
        boolean counts = tiles.cols() >= 1
                && tiles.rows() >= 1
                && tiles.cols() <= limits.maxTiles().width()
                && tiles.rows() <= limits.maxTiles().height();
        boolean sizes = width >= limits.minTileSize().width()
                && height >= limits.minTileSize().height()
                && width <= limits.maxTileSize().width()
                && height <= limits.maxTileSize().height();
        if (!counts || !sizes) {
            bad(Rule.TILES, tiles.cols() + "x" + tiles.rows() + " tiles of " + width + "x" + height);
        }
    }
}
