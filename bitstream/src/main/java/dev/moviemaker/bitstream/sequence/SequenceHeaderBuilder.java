// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.sequence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the syntax elements of a {@link SequenceHeader}. A new one stands for 8 bit 4:2:0 Main profile with 8 order
 * hint bits and every optional tool off. One thread at a time.
 */
public final class SequenceHeaderBuilder {
    private int seqProfile = 0;
    private boolean stillPicture = false;
    private boolean reducedStillPictureHeader = false;
    private @Nullable TimingInfo timingInfo = null;
    private @Nullable DecoderModelInfo decoderModelInfo = null;
    private boolean initialDisplayDelayPresentFlag = false;
    private List<OperatingPoint> operatingPoints = List.of(OperatingPoint.of(31, 0));
    private int frameWidthBitsMinus1 = 15;
    private int frameHeightBitsMinus1 = 15;
    private int maxFrameWidthMinus1 = 0;
    private int maxFrameHeightMinus1 = 0;
    private boolean frameIdNumbersPresentFlag = false;
    private int deltaFrameIdLengthMinus2 = 0;
    private int additionalFrameIdLengthMinus1 = 0;
    private boolean use128x128Superblock = false;
    private boolean enableFilterIntra = false;
    private boolean enableIntraEdgeFilter = false;
    private boolean enableInterintraCompound = false;
    private boolean enableMaskedCompound = false;
    private boolean enableWarpedMotion = false;
    private boolean enableDualFilter = false;
    private boolean enableOrderHint = true;
    private boolean enableJntComp = false;
    private boolean enableRefFrameMvs = false;
    private int seqForceScreenContentTools = 0;
    private int seqForceIntegerMv = 2;
    private int orderHintBits = 8;
    private boolean enableSuperres = false;
    private boolean enableCdef = false;
    private boolean enableRestoration = false;
    private ColorConfig colorConfig = ColorConfig.yuv420(8);
    private boolean filmGrainParamsPresent = false;

    SequenceHeaderBuilder() {}

    SequenceHeaderBuilder(SequenceHeader header) {
        seqProfile = header.seqProfile();
        stillPicture = header.stillPicture();
        reducedStillPictureHeader = header.reducedStillPictureHeader();
        timingInfo = header.timingInfo();
        decoderModelInfo = header.decoderModelInfo();
        initialDisplayDelayPresentFlag = header.initialDisplayDelayPresentFlag();
        operatingPoints = header.operatingPoints();
        frameWidthBitsMinus1 = header.frameWidthBitsMinus1();
        frameHeightBitsMinus1 = header.frameHeightBitsMinus1();
        maxFrameWidthMinus1 = header.maxFrameWidthMinus1();
        maxFrameHeightMinus1 = header.maxFrameHeightMinus1();
        frameIdNumbersPresentFlag = header.frameIdNumbersPresentFlag();
        deltaFrameIdLengthMinus2 = header.deltaFrameIdLengthMinus2();
        additionalFrameIdLengthMinus1 = header.additionalFrameIdLengthMinus1();
        use128x128Superblock = header.use128x128Superblock();
        enableFilterIntra = header.enableFilterIntra();
        enableIntraEdgeFilter = header.enableIntraEdgeFilter();
        enableInterintraCompound = header.enableInterintraCompound();
        enableMaskedCompound = header.enableMaskedCompound();
        enableWarpedMotion = header.enableWarpedMotion();
        enableDualFilter = header.enableDualFilter();
        enableOrderHint = header.enableOrderHint();
        enableJntComp = header.enableJntComp();
        enableRefFrameMvs = header.enableRefFrameMvs();
        seqForceScreenContentTools = header.seqForceScreenContentTools();
        seqForceIntegerMv = header.seqForceIntegerMv();
        orderHintBits = header.orderHintBits();
        enableSuperres = header.enableSuperres();
        enableCdef = header.enableCdef();
        enableRestoration = header.enableRestoration();
        colorConfig = header.colorConfig();
        filmGrainParamsPresent = header.filmGrainParamsPresent();
    }

    /** Sets the largest frame size in luma samples, and the number of bits that it needs. */
    public SequenceHeaderBuilder maxFrameSize(int width, int height) {
        maxFrameWidthMinus1 = width - 1;
        maxFrameHeightMinus1 = height - 1;
        frameWidthBitsMinus1 = Math.max(31 - Integer.numberOfLeadingZeros(Math.max(width - 1, 1)), 0);
        frameHeightBitsMinus1 = Math.max(31 - Integer.numberOfLeadingZeros(Math.max(height - 1, 1)), 0);
        return this;
    }

    /** Sets {@code seq_profile}: 0 Main, 1 High, 2 Professional. */
    public SequenceHeaderBuilder seqProfile(int value) {
        seqProfile = value;
        return this;
    }

    /** Sets {@code still_picture}: one frame only. */
    public SequenceHeaderBuilder stillPicture(boolean value) {
        stillPicture = value;
        return this;
    }

    /** Sets {@code reduced_still_picture_header}; needs {@code stillPicture}. */
    public SequenceHeaderBuilder reducedStillPictureHeader(boolean value) {
        reducedStillPictureHeader = value;
        return this;
    }

    /** Sets {@code timing_info()}, or null when not present. */
    public SequenceHeaderBuilder timingInfo(@Nullable TimingInfo value) {
        timingInfo = value;
        return this;
    }

    /** Sets {@code decoder_model_info()}, or null when not present; needs timing info. */
    public SequenceHeaderBuilder decoderModelInfo(@Nullable DecoderModelInfo value) {
        decoderModelInfo = value;
        return this;
    }

    /** Sets {@code initial_display_delay_present_flag}. */
    public SequenceHeaderBuilder initialDisplayDelayPresentFlag(boolean value) {
        initialDisplayDelayPresentFlag = value;
        return this;
    }

    /** Sets 1 to 32 operating points, the first being the best. */
    public SequenceHeaderBuilder operatingPoints(List<OperatingPoint> value) {
        operatingPoints = value;
        return this;
    }

    /** Sets {@code frame_width_bits_minus_1}, 0 to 15. */
    public SequenceHeaderBuilder frameWidthBitsMinus1(int value) {
        frameWidthBitsMinus1 = value;
        return this;
    }

    /** Sets {@code frame_height_bits_minus_1}, 0 to 15. */
    public SequenceHeaderBuilder frameHeightBitsMinus1(int value) {
        frameHeightBitsMinus1 = value;
        return this;
    }

    /** Sets {@code max_frame_width_minus_1}, 0 to 65535, luma samples. */
    public SequenceHeaderBuilder maxFrameWidthMinus1(int value) {
        maxFrameWidthMinus1 = value;
        return this;
    }

    /** Sets {@code max_frame_height_minus_1}, 0 to 65535, luma samples. */
    public SequenceHeaderBuilder maxFrameHeightMinus1(int value) {
        maxFrameHeightMinus1 = value;
        return this;
    }

    /** Sets {@code frame_id_numbers_present_flag}. */
    public SequenceHeaderBuilder frameIdNumbersPresentFlag(boolean value) {
        frameIdNumbersPresentFlag = value;
        return this;
    }

    /** Sets {@code delta_frame_id_length_minus_2}, 0 to 15; 0 without frame ids. */
    public SequenceHeaderBuilder deltaFrameIdLengthMinus2(int value) {
        deltaFrameIdLengthMinus2 = value;
        return this;
    }

    /** Sets {@code additional_frame_id_length_minus_1}, 0 to 7; 0 without frame ids. */
    public SequenceHeaderBuilder additionalFrameIdLengthMinus1(int value) {
        additionalFrameIdLengthMinus1 = value;
        return this;
    }

    /** Sets {@code use_128x128_superblock}. */
    public SequenceHeaderBuilder use128x128Superblock(boolean value) {
        use128x128Superblock = value;
        return this;
    }

    /** Sets {@code enable_filter_intra}. */
    public SequenceHeaderBuilder enableFilterIntra(boolean value) {
        enableFilterIntra = value;
        return this;
    }

    /** Sets {@code enable_intra_edge_filter}. */
    public SequenceHeaderBuilder enableIntraEdgeFilter(boolean value) {
        enableIntraEdgeFilter = value;
        return this;
    }

    /** Sets {@code enable_interintra_compound}. */
    public SequenceHeaderBuilder enableInterintraCompound(boolean value) {
        enableInterintraCompound = value;
        return this;
    }

    /** Sets {@code enable_masked_compound}. */
    public SequenceHeaderBuilder enableMaskedCompound(boolean value) {
        enableMaskedCompound = value;
        return this;
    }

    /** Sets {@code enable_warped_motion}. */
    public SequenceHeaderBuilder enableWarpedMotion(boolean value) {
        enableWarpedMotion = value;
        return this;
    }

    /** Sets {@code enable_dual_filter}. */
    public SequenceHeaderBuilder enableDualFilter(boolean value) {
        enableDualFilter = value;
        return this;
    }

    /** Sets {@code enable_order_hint}. */
    public SequenceHeaderBuilder enableOrderHint(boolean value) {
        enableOrderHint = value;
        return this;
    }

    /** Sets {@code enable_jnt_comp}; needs order hints. */
    public SequenceHeaderBuilder enableJntComp(boolean value) {
        enableJntComp = value;
        return this;
    }

    /** Sets {@code enable_ref_frame_mvs}; needs order hints. */
    public SequenceHeaderBuilder enableRefFrameMvs(boolean value) {
        enableRefFrameMvs = value;
        return this;
    }

    /** Sets {@code seq_force_screen_content_tools}: 0 never, 1 always, 2 chosen by frame. */
    public SequenceHeaderBuilder seqForceScreenContentTools(int value) {
        seqForceScreenContentTools = value;
        return this;
    }

    /** Sets {@code seq_force_integer_mv}: 0 never, 1 always, 2 chosen by frame. */
    public SequenceHeaderBuilder seqForceIntegerMv(int value) {
        seqForceIntegerMv = value;
        return this;
    }

    /** Sets {@code OrderHintBits}, 1 to 8; 0 without order hints. */
    public SequenceHeaderBuilder orderHintBits(int value) {
        orderHintBits = value;
        return this;
    }

    /** Sets {@code enable_superres}. */
    public SequenceHeaderBuilder enableSuperres(boolean value) {
        enableSuperres = value;
        return this;
    }

    /** Sets {@code enable_cdef}. */
    public SequenceHeaderBuilder enableCdef(boolean value) {
        enableCdef = value;
        return this;
    }

    /** Sets {@code enable_restoration}. */
    public SequenceHeaderBuilder enableRestoration(boolean value) {
        enableRestoration = value;
        return this;
    }

    /** Sets {@code color_config()}. */
    public SequenceHeaderBuilder colorConfig(ColorConfig value) {
        colorConfig = value;
        return this;
    }

    /** Sets {@code film_grain_params_present}. */
    public SequenceHeaderBuilder filmGrainParamsPresent(boolean value) {
        filmGrainParamsPresent = value;
        return this;
    }

    /**
     * Returns the header with the values set so far; {@link dev.moviemaker.bitstream.obu.SequenceHeaderWriter} checks
     * them.
     */
    public SequenceHeader build() {
        return new SequenceHeader(
                seqProfile,
                stillPicture,
                reducedStillPictureHeader,
                timingInfo,
                decoderModelInfo,
                initialDisplayDelayPresentFlag,
                operatingPoints,
                frameWidthBitsMinus1,
                frameHeightBitsMinus1,
                maxFrameWidthMinus1,
                maxFrameHeightMinus1,
                frameIdNumbersPresentFlag,
                deltaFrameIdLengthMinus2,
                additionalFrameIdLengthMinus1,
                use128x128Superblock,
                enableFilterIntra,
                enableIntraEdgeFilter,
                enableInterintraCompound,
                enableMaskedCompound,
                enableWarpedMotion,
                enableDualFilter,
                enableOrderHint,
                enableJntComp,
                enableRefFrameMvs,
                seqForceScreenContentTools,
                seqForceIntegerMv,
                orderHintBits,
                enableSuperres,
                enableCdef,
                enableRestoration,
                colorConfig,
                filmGrainParamsPresent);
    }
}
