// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.bitstream.frame.CdefParams;
import dev.moviemaker.bitstream.frame.DeltaParams;
import dev.moviemaker.bitstream.frame.FilmGrainParams;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameHeaderBuilder;
import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.frame.GlobalMotionParams;
import dev.moviemaker.bitstream.frame.LoopFilterParams;
import dev.moviemaker.bitstream.frame.LoopRestorationParams;
import dev.moviemaker.bitstream.frame.QuantizationParams;
import dev.moviemaker.bitstream.frame.SegmentationParams;
import dev.moviemaker.bitstream.frame.TxMode;
import dev.moviemaker.bitstream.sequence.ColorConfig;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.coder.picture.Picture;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which headers the coder takes as they are, which it changes (and says so), and which it refuses.
 */
final class HeaderRules {
    private static final int MAX_WIDTH = 8192;
    private static final int MAX_HEIGHT = 8192;
    private static final int MIN_SIZE = 16;

    /** Changes of the QIndex in steps of 1, and no changes of the loop filter. */
    private static final DeltaParams BY_SUPERBLOCK = new DeltaParams(true, 0, false, 0, false);

    private HeaderRules() {}

    /** @param byPlace whether the QIndex differs by place */
    static FrameHeader adjust(
            SequenceHeader sequence,
            FrameHeader asked,
            PictureRequest.Effort effort,
            boolean byPlace,
            List<HeaderOverride> overrides) {
        checkFormat(sequence.colorConfig());
        if (sequence.frameIdNumbersPresentFlag()) {
            throw new IllegalArgumentException(
                    "frame_id_numbers_present_flag is 1, the coder does streams without frame ids (section 5.5.1)");
        }
        FrameHeaderBuilder used = asked.toBuilder();
        used.frameSize(withoutSuperres(asked.frameSize(), overrides));
        checkSize(asked.frameSize());
        use("allow_intrabc", asked.allowIntrabc(), false, used::allowIntrabc, overrides);
        use(
                "is_motion_mode_switchable",
                asked.isMotionModeSwitchable(),
                false,
                used::isMotionModeSwitchable,
                overrides);
        use("use_ref_frame_mvs", asked.useRefFrameMvs(), false, used::useRefFrameMvs, overrides);
        used.quantizationParams(quantization(asked.quantizationParams(), overrides));
        if (change("segmentation_enabled", asked.segmentationParams().enabled(), false, overrides)) {
            used.segmentationParams(SegmentationParams.OFF);
        }
        boolean instant = effort == PictureRequest.Effort.INSTANT;
        if (byPlace && !instant) {
            use("delta_q_params", asked.deltaParams(), BY_SUPERBLOCK, used::deltaParams, overrides);
        } else if (change("delta_q_present", asked.deltaParams().deltaQPresent(), false, overrides)) {
            used.deltaParams(DeltaParams.NONE);
        }
        used.loopFilterParams(instant ? noLevels(asked.loopFilterParams(), overrides) : asked.loopFilterParams());
        use("cdef_params", asked.cdefParams(), CdefParams.OFF, used::cdefParams, overrides);
        use(
                "lr_params",
                asked.loopRestorationParams(),
                LoopRestorationParams.OFF,
                used::loopRestorationParams,
                overrides);
        if (asked.txMode() == TxMode.ONLY_4X4) {
            use("TxMode", asked.txMode(), TxMode.TX_MODE_LARGEST, used::txMode, overrides);
        }
        use("allow_warped_motion", asked.allowWarpedMotion(), false, used::allowWarpedMotion, overrides);
        use(
                "global_motion_params",
                asked.globalMotionParams(),
                GlobalMotionParams.IDENTITY,
                used::globalMotionParams,
                overrides);
        if (change("apply_grain", asked.filmGrainParams().applyGrain(), false, overrides)) {
            used.filmGrainParams(FilmGrainParams.NONE);
        }
        return used.build();
    }

    /** Uses another value than was asked for, and says so. */
    private static <T> void use(String element, T asked, T used, Consumer<T> setter, List<HeaderOverride> overrides) {
        if (change(element, asked, used, overrides)) {
            setter.accept(used);
        }
    }

    private static boolean change(String element, Object asked, Object used, List<HeaderOverride> overrides) {
        if (asked.equals(used)) {
            return false;
        }
        overrides.add(new HeaderOverride(element, asked.toString(), used.toString()));
        return true;
    }

    private static void checkFormat(ColorConfig color) {
        if (color.bitDepth() != 8 && color.bitDepth() != 10) {
            throw new IllegalArgumentException(
                    "BitDepth is " + color.bitDepth() + ", the coder does 8 and 10 (section 5.5.2)");
        }
        if (color.monoChrome() || color.subsamplingX() != 1 || color.subsamplingY() != 1) {
            throw new IllegalArgumentException("mono_chrome is " + color.monoChrome() + ", subsampling_x is "
                    + color.subsamplingX() + ", subsampling_y is " + color.subsamplingY()
                    + ", the coder does 4:2:0 with three planes (section 5.5.2)");
        }
    }

    private static void checkSize(FrameSize size) {
        int width = size.upscaledWidth();
        int height = size.frameHeight();
        if (width < MIN_SIZE || height < MIN_SIZE || width > MAX_WIDTH || height > MAX_HEIGHT) {
            throw new IllegalArgumentException("frame size is " + width + "x" + height
                    + ", the coder does %1$dx%1$d to %2$dx%3$d (section 5.9.5)"
                            .formatted(MIN_SIZE, MAX_WIDTH, MAX_HEIGHT));
        }
    }

    private static FrameSize withoutSuperres(FrameSize asked, List<HeaderOverride> overrides) {
        if (!change("use_superres", asked.useSuperres(), false, overrides)) {
            return asked;
        }
        return FrameSize.of(asked.upscaledWidth(), asked.frameHeight())
                .withRenderSize(asked.renderWidth(), asked.renderHeight());
    }

    private static QuantizationParams quantization(QuantizationParams asked, List<HeaderOverride> overrides) {
        int baseQIdx = asked.baseQIdx();
        if (baseQIdx < 0 || baseQIdx > 255) {
            throw new IllegalArgumentException("base_q_idx is " + baseQIdx + ", allowed are 0 to 255 (section 5.9.12)");
        }
        if (baseQIdx == 0) {
            baseQIdx = 1;
            overrides.add(new HeaderOverride("base_q_idx", "0", "1"));
        }
        change("using_qmatrix", asked.usingQmatrix(), false, overrides);
        if (baseQIdx == asked.baseQIdx() && !asked.usingQmatrix()) {
            return asked;
        }
        return new QuantizationParams(
                baseQIdx,
                asked.deltaQYDc(),
                asked.diffUvDelta(),
                asked.deltaQUDc(),
                asked.deltaQUAc(),
                asked.deltaQVDc(),
                asked.deltaQVAc(),
                false,
                0,
                0,
                0);
    }

    private static LoopFilterParams noLevels(LoopFilterParams asked, List<HeaderOverride> overrides) {
        if (!change("loop_filter_level", asked.level0() + " " + asked.level1(), "0 0", overrides)) {
            return asked;
        }
        return new LoopFilterParams(
                0,
                0,
                0,
                0,
                asked.sharpness(),
                asked.deltaEnabled(),
                asked.deltaUpdate(),
                asked.updateRefDelta(),
                asked.updateModeDelta(),
                asked.refDeltas(),
                asked.modeDeltas());
    }

    static void checkSource(PictureRequest request, FrameHeader header) {
        Picture source = request.source();
        int bitDepth = request.sequenceHeader().colorConfig().bitDepth();
        checkPicture("source", source, header.frameSize(), bitDepth);
        Picture target = request.target();
        if (target != null) {
            checkPicture("target", target, header.frameSize(), bitDepth);
        }
    }

    private static void checkPicture(String name, Picture picture, FrameSize size, int bitDepth) {
        if (picture.width() != size.frameWidth()
                || picture.height() != size.frameHeight()
                || picture.bitDepth() != bitDepth) {
            throw new IllegalArgumentException(name + " is " + picture.width() + "x" + picture.height() + " with "
                    + picture.bitDepth() + " bits, the headers say " + size.frameWidth() + "x" + size.frameHeight()
                    + " with " + bitDepth + " bits");
        }
    }

    /** The slot a reference name stands for, checked as section 7.20 asks. */
    static DecodedReference reference(PictureRequest request, int name, int slotIndex) {
        @Nullable DecodedReference slot = request.slots().get(slotIndex);
        if (slot == null) {
            throw new IllegalArgumentException(
                    "ref_frame_idx[" + (name - 1) + "] is " + slotIndex + ", but that slot is empty (section 7.20)");
        }
        if (slot.reconstruction().bitDepth() != request.source().bitDepth()) {
            throw new IllegalArgumentException(
                    "ref_frame_idx[" + (name - 1) + "] is " + slotIndex + ", whose BitDepth is "
                            + slot.reconstruction().bitDepth() + ", must be "
                            + request.source().bitDepth() + " (section 7.20)");
        }
        return slot;
    }
}
