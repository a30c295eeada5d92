// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoDecodeAV1PictureInfoFlags} ({@code vulkan_video_codec_av1std_decode.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoDecodeAV1PictureInfoFlag implements StdFlag {
    /** Bit 0: {@code error_resilient_mode}. */
    ERROR_RESILIENT_MODE,

    /** Bit 1: {@code disable_cdf_update}. */
    DISABLE_CDF_UPDATE,

    /** Bit 2: {@code use_superres}. */
    USE_SUPERRES,

    /** Bit 3: {@code render_and_frame_size_different}. */
    RENDER_AND_FRAME_SIZE_DIFFERENT,

    /** Bit 4: {@code allow_screen_content_tools}. */
    ALLOW_SCREEN_CONTENT_TOOLS,

    /** Bit 5: {@code is_filter_switchable}. */
    IS_FILTER_SWITCHABLE,

    /** Bit 6: {@code force_integer_mv}. */
    FORCE_INTEGER_MV,

    /** Bit 7: {@code frame_size_override_flag}. */
    FRAME_SIZE_OVERRIDE_FLAG,

    /** Bit 8: {@code buffer_removal_time_present_flag}. */
    BUFFER_REMOVAL_TIME_PRESENT_FLAG,

    /** Bit 9: {@code allow_intrabc}. */
    ALLOW_INTRABC,

    /** Bit 10: {@code frame_refs_short_signaling}. */
    FRAME_REFS_SHORT_SIGNALING,

    /** Bit 11: {@code allow_high_precision_mv}. */
    ALLOW_HIGH_PRECISION_MV,

    /** Bit 12: {@code is_motion_mode_switchable}. */
    IS_MOTION_MODE_SWITCHABLE,

    /** Bit 13: {@code use_ref_frame_mvs}. */
    USE_REF_FRAME_MVS,

    /** Bit 14: {@code disable_frame_end_update_cdf}. */
    DISABLE_FRAME_END_UPDATE_CDF,

    /** Bit 15: {@code allow_warped_motion}. */
    ALLOW_WARPED_MOTION,

    /** Bit 16: {@code reduced_tx_set}. */
    REDUCED_TX_SET,

    /** Bit 17: {@code reference_select}. */
    REFERENCE_SELECT,

    /** Bit 18: {@code skip_mode_present}. */
    SKIP_MODE_PRESENT,

    /** Bit 19: {@code delta_q_present}. */
    DELTA_Q_PRESENT,

    /** Bit 20: {@code delta_lf_present}. */
    DELTA_LF_PRESENT,

    /** Bit 21: {@code delta_lf_multi}. */
    DELTA_LF_MULTI,

    /** Bit 22: {@code segmentation_enabled}. */
    SEGMENTATION_ENABLED,

    /** Bit 23: {@code segmentation_update_map}. */
    SEGMENTATION_UPDATE_MAP,

    /** Bit 24: {@code segmentation_temporal_update}. */
    SEGMENTATION_TEMPORAL_UPDATE,

    /** Bit 25: {@code segmentation_update_data}. */
    SEGMENTATION_UPDATE_DATA,

    /** Bit 26: {@code UsesLr}. */
    USESLR,

    /** Bit 27: {@code usesChromaLr}. */
    USESCHROMALR,

    /** Bit 28: {@code apply_grain}. */
    APPLY_GRAIN
}
