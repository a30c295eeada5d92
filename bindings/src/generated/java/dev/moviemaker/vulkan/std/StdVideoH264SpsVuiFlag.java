// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoH264SpsVuiFlags} ({@code vulkan_video_codec_h264std.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoH264SpsVuiFlag implements StdFlag {
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

    /** Bit 5: {@code color_description_present_flag}. */
    COLOR_DESCRIPTION_PRESENT_FLAG,

    /** Bit 6: {@code chroma_loc_info_present_flag}. */
    CHROMA_LOC_INFO_PRESENT_FLAG,

    /** Bit 7: {@code timing_info_present_flag}. */
    TIMING_INFO_PRESENT_FLAG,

    /** Bit 8: {@code fixed_frame_rate_flag}. */
    FIXED_FRAME_RATE_FLAG,

    /** Bit 9: {@code bitstream_restriction_flag}. */
    BITSTREAM_RESTRICTION_FLAG,

    /** Bit 10: {@code nal_hrd_parameters_present_flag}. */
    NAL_HRD_PARAMETERS_PRESENT_FLAG,

    /** Bit 11: {@code vcl_hrd_parameters_present_flag}. */
    VCL_HRD_PARAMETERS_PRESENT_FLAG
}
