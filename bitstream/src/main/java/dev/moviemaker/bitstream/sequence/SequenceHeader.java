// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.sequence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code sequence_header_obu()} (AV1 specification, 5.5.1 and 6.4.1). Values that a flag leaves out of the stream are
 * those the specification infers. Readers and writers are in {@code dev.moviemaker.bitstream.obu}.
 *
 * @param seqProfile {@code seq_profile}: 0 Main, 1 High, 2 Professional
 * @param stillPicture {@code still_picture}: one frame only
 * @param reducedStillPictureHeader {@code reduced_still_picture_header}; needs {@code stillPicture}
 * @param timingInfo {@code timing_info()}, or null when not present
 * @param decoderModelInfo {@code decoder_model_info()}, or null when not present; needs timing info
 * @param initialDisplayDelayPresentFlag {@code initial_display_delay_present_flag}
 * @param operatingPoints 1 to 32 operating points, the first being the best
 * @param frameWidthBitsMinus1 {@code frame_width_bits_minus_1}, 0 to 15
 * @param frameHeightBitsMinus1 {@code frame_height_bits_minus_1}, 0 to 15
 * @param maxFrameWidthMinus1 {@code max_frame_width_minus_1}, 0 to 65535, luma samples
 * @param maxFrameHeightMinus1 {@code max_frame_height_minus_1}, 0 to 65535, luma samples
 * @param frameIdNumbersPresentFlag {@code frame_id_numbers_present_flag}
 * @param deltaFrameIdLengthMinus2 {@code delta_frame_id_length_minus_2}, 0 to 15; 0 without frame ids
 * @param additionalFrameIdLengthMinus1 {@code additional_frame_id_length_minus_1}, 0 to 7; 0 without frame ids
 * @param use128x128Superblock {@code use_128x128_superblock}
 * @param enableFilterIntra {@code enable_filter_intra}
 * @param enableIntraEdgeFilter {@code enable_intra_edge_filter}
 * @param enableInterintraCompound {@code enable_interintra_compound}
 * @param enableMaskedCompound {@code enable_masked_compound}
 * @param enableWarpedMotion {@code enable_warped_motion}
 * @param enableDualFilter {@code enable_dual_filter}
 * @param enableOrderHint {@code enable_order_hint}
 * @param enableJntComp {@code enable_jnt_comp}; needs order hints
 * @param enableRefFrameMvs {@code enable_ref_frame_mvs}; needs order hints
 * @param seqForceScreenContentTools {@code seq_force_screen_content_tools}: 0 never, 1 always, 2 chosen by frame
 * @param seqForceIntegerMv {@code seq_force_integer_mv}: 0 never, 1 always, 2 chosen by frame
 * @param orderHintBits {@code OrderHintBits}, 1 to 8; 0 without order hints
 * @param enableSuperres {@code enable_superres}
 * @param enableCdef {@code enable_cdef}
 * @param enableRestoration {@code enable_restoration}
 * @param colorConfig {@code color_config()}
 * @param filmGrainParamsPresent {@code film_grain_params_present}
 */
public record SequenceHeader(
        int seqProfile,
        boolean stillPicture,
        boolean reducedStillPictureHeader,
        @Nullable TimingInfo timingInfo,
        @Nullable DecoderModelInfo decoderModelInfo,
        boolean initialDisplayDelayPresentFlag,
        List<OperatingPoint> operatingPoints,
        int frameWidthBitsMinus1,
        int frameHeightBitsMinus1,
        int maxFrameWidthMinus1,
        int maxFrameHeightMinus1,
        boolean frameIdNumbersPresentFlag,
        int deltaFrameIdLengthMinus2,
        int additionalFrameIdLengthMinus1,
        boolean use128x128Superblock,
        boolean enableFilterIntra,
        boolean enableIntraEdgeFilter,
        boolean enableInterintraCompound,
        boolean enableMaskedCompound,
        boolean enableWarpedMotion,
        boolean enableDualFilter,
        boolean enableOrderHint,
        boolean enableJntComp,
        boolean enableRefFrameMvs,
        int seqForceScreenContentTools,
        int seqForceIntegerMv,
        int orderHintBits,
        boolean enableSuperres,
        boolean enableCdef,
        boolean enableRestoration,
        ColorConfig colorConfig,
        boolean filmGrainParamsPresent) {
    /** {@code SELECT_SCREEN_CONTENT_TOOLS} and {@code SELECT_INTEGER_MV}: each frame chooses. */
    public static final int SELECT = 2;

    /** Copies the list of operating points. */
    public SequenceHeader {
        operatingPoints = List.copyOf(operatingPoints);
    }

    /** Returns a builder with defaults. */
    public static SequenceHeaderBuilder builder() {
        return new SequenceHeaderBuilder();
    }

    /** Returns a builder with the values of this header. */
    public SequenceHeaderBuilder toBuilder() {
        return new SequenceHeaderBuilder(this);
    }

    /** Returns the largest frame width in luma samples. */
    public int maxFrameWidth() {
        return maxFrameWidthMinus1 + 1;
    }

    /** Returns the largest frame height in luma samples. */
    public int maxFrameHeight() {
        return maxFrameHeightMinus1 + 1;
    }

    /** Returns the specification's {@code idLen}: bits of a frame id, 0 without frame ids. */
    public int frameIdLength() {
        return frameIdNumbersPresentFlag ? additionalFrameIdLengthMinus1 + deltaFrameIdLengthMinus2 + 3 : 0;
    }

    /** Returns whether frames carry {@code temporal_point_info()} (5.9.31). */
    public boolean hasTemporalPointInfo() {
        return decoderModelInfo != null && timingInfo != null && !timingInfo.equalPictureInterval();
    }

    /** Returns {@code get_relative_dist(a, b)} (5.9.3): how much later order hint {@code a} is than {@code b}. */
    public int relativeDist(int a, int b) {
        if (!enableOrderHint) {
            return 0;
        }
        int diff = a - b;
        int m = 1 << (orderHintBits - 1);
        return (diff & (m - 1)) - (diff & m);
    }
}
