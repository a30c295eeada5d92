// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoH265HrdFlags} ({@code vulkan_video_codec_h265std.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoH265HrdFlag implements StdFlag {
    /** Bit 0: {@code nal_hrd_parameters_present_flag}. */
    NAL_HRD_PARAMETERS_PRESENT_FLAG,

    /** Bit 1: {@code vcl_hrd_parameters_present_flag}. */
    VCL_HRD_PARAMETERS_PRESENT_FLAG,

    /** Bit 2: {@code sub_pic_hrd_params_present_flag}. */
    SUB_PIC_HRD_PARAMS_PRESENT_FLAG,

    /** Bit 3: {@code sub_pic_cpb_params_in_pic_timing_sei_flag}. */
    SUB_PIC_CPB_PARAMS_IN_PIC_TIMING_SEI_FLAG,

    /** Bit 4: {@code fixed_pic_rate_general_flag}, bit 0 of 8. */
    FIXED_PIC_RATE_GENERAL_FLAG_0,

    /** Bit 5: {@code fixed_pic_rate_general_flag}, bit 1 of 8. */
    FIXED_PIC_RATE_GENERAL_FLAG_1,

    /** Bit 6: {@code fixed_pic_rate_general_flag}, bit 2 of 8. */
    FIXED_PIC_RATE_GENERAL_FLAG_2,

    /** Bit 7: {@code fixed_pic_rate_general_flag}, bit 3 of 8. */
    FIXED_PIC_RATE_GENERAL_FLAG_3,

    /** Bit 8: {@code fixed_pic_rate_general_flag}, bit 4 of 8. */
    FIXED_PIC_RATE_GENERAL_FLAG_4,

    /** Bit 9: {@code fixed_pic_rate_general_flag}, bit 5 of 8. */
    FIXED_PIC_RATE_GENERAL_FLAG_5,

    /** Bit 10: {@code fixed_pic_rate_general_flag}, bit 6 of 8. */
    FIXED_PIC_RATE_GENERAL_FLAG_6,

    /** Bit 11: {@code fixed_pic_rate_general_flag}, bit 7 of 8. */
    FIXED_PIC_RATE_GENERAL_FLAG_7,

    /** Bit 12: {@code fixed_pic_rate_within_cvs_flag}, bit 0 of 8. */
    FIXED_PIC_RATE_WITHIN_CVS_FLAG_0,

    /** Bit 13: {@code fixed_pic_rate_within_cvs_flag}, bit 1 of 8. */
    FIXED_PIC_RATE_WITHIN_CVS_FLAG_1,

    /** Bit 14: {@code fixed_pic_rate_within_cvs_flag}, bit 2 of 8. */
    FIXED_PIC_RATE_WITHIN_CVS_FLAG_2,

    /** Bit 15: {@code fixed_pic_rate_within_cvs_flag}, bit 3 of 8. */
    FIXED_PIC_RATE_WITHIN_CVS_FLAG_3,

    /** Bit 16: {@code fixed_pic_rate_within_cvs_flag}, bit 4 of 8. */
    FIXED_PIC_RATE_WITHIN_CVS_FLAG_4,

    /** Bit 17: {@code fixed_pic_rate_within_cvs_flag}, bit 5 of 8. */
    FIXED_PIC_RATE_WITHIN_CVS_FLAG_5,

    /** Bit 18: {@code fixed_pic_rate_within_cvs_flag}, bit 6 of 8. */
    FIXED_PIC_RATE_WITHIN_CVS_FLAG_6,

    /** Bit 19: {@code fixed_pic_rate_within_cvs_flag}, bit 7 of 8. */
    FIXED_PIC_RATE_WITHIN_CVS_FLAG_7,

    /** Bit 20: {@code low_delay_hrd_flag}, bit 0 of 8. */
    LOW_DELAY_HRD_FLAG_0,

    /** Bit 21: {@code low_delay_hrd_flag}, bit 1 of 8. */
    LOW_DELAY_HRD_FLAG_1,

    /** Bit 22: {@code low_delay_hrd_flag}, bit 2 of 8. */
    LOW_DELAY_HRD_FLAG_2,

    /** Bit 23: {@code low_delay_hrd_flag}, bit 3 of 8. */
    LOW_DELAY_HRD_FLAG_3,

    /** Bit 24: {@code low_delay_hrd_flag}, bit 4 of 8. */
    LOW_DELAY_HRD_FLAG_4,

    /** Bit 25: {@code low_delay_hrd_flag}, bit 5 of 8. */
    LOW_DELAY_HRD_FLAG_5,

    /** Bit 26: {@code low_delay_hrd_flag}, bit 6 of 8. */
    LOW_DELAY_HRD_FLAG_6,

    /** Bit 27: {@code low_delay_hrd_flag}, bit 7 of 8. */
    LOW_DELAY_HRD_FLAG_7
}
