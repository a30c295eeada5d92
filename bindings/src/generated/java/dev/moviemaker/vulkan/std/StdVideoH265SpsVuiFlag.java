// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoH265SpsVuiFlags} ({@code vulkan_video_codec_h265std.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoH265SpsVuiFlag implements StdFlag {
    /** Bit 0: {@code aspect_ratio_info_present_flag}. */
    ASPECT_RATIO_INFO_PRESENT_FLAG,

    /** Bit 1: {@code overscan_info_present_flag}. */
    OVERSCAN_INFO_PRESENT_FLAG,

    /** Bit 2: {@code overscan_appropriate_flag}. */
    OVERSCAN_APPROPRIATE_FLAG,

    /** Bit 3: {@code video_signal_type_present_flag}. */
    VIDEO_SIGNAL_TYPE_PRESENT_FLAG,

    /** Bit 4: {@code video_full_range_flag}. */
    VIDEO_FULL_RANGE_FLAG,

    /** Bit 5: {@code colour_description_present_flag}. */
    COLOUR_DESCRIPTION_PRESENT_FLAG,

    /** Bit 6: {@code chroma_loc_info_present_flag}. */
    CHROMA_LOC_INFO_PRESENT_FLAG,

    /** Bit 7: {@code neutral_chroma_indication_flag}. */
    NEUTRAL_CHROMA_INDICATION_FLAG,

    /** Bit 8: {@code field_seq_flag}. */
    FIELD_SEQ_FLAG,

    /** Bit 9: {@code frame_field_info_present_flag}. */
    FRAME_FIELD_INFO_PRESENT_FLAG,

    /** Bit 10: {@code default_display_window_flag}. */
    DEFAULT_DISPLAY_WINDOW_FLAG,

    /** Bit 11: {@code vui_timing_info_present_flag}. */
    VUI_TIMING_INFO_PRESENT_FLAG,

    /** Bit 12: {@code vui_poc_proportional_to_timing_flag}. */
    VUI_POC_PROPORTIONAL_TO_TIMING_FLAG,

    /** Bit 13: {@code vui_hrd_parameters_present_flag}. */
    VUI_HRD_PARAMETERS_PRESENT_FLAG,

    /** Bit 14: {@code bitstream_restriction_flag}. */
    BITSTREAM_RESTRICTION_FLAG,

    /** Bit 15: {@code tiles_fixed_structure_flag}. */
    TILES_FIXED_STRUCTURE_FLAG,

    /** Bit 16: {@code motion_vectors_over_pic_boundaries_flag}. */
    MOTION_VECTORS_OVER_PIC_BOUNDARIES_FLAG,

    /** Bit 17: {@code restricted_ref_pic_lists_flag}. */
    RESTRICTED_REF_PIC_LISTS_FLAG
}
