// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoH264SpsFlags} ({@code vulkan_video_codec_h264std.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoH264SpsFlag implements StdFlag {
    /** Bit 0: {@code constraint_set0_flag}. */
    CONSTRAINT_SET0_FLAG,

    /** Bit 1: {@code constraint_set1_flag}. */
    CONSTRAINT_SET1_FLAG,

    /** Bit 2: {@code constraint_set2_flag}. */
    CONSTRAINT_SET2_FLAG,

    /** Bit 3: {@code constraint_set3_flag}. */
    CONSTRAINT_SET3_FLAG,

    /** Bit 4: {@code constraint_set4_flag}. */
    CONSTRAINT_SET4_FLAG,

    /** Bit 5: {@code constraint_set5_flag}. */
    CONSTRAINT_SET5_FLAG,

    /** Bit 6: {@code direct_8x8_inference_flag}. */
    DIRECT_8X8_INFERENCE_FLAG,

    /** Bit 7: {@code mb_adaptive_frame_field_flag}. */
    MB_ADAPTIVE_FRAME_FIELD_FLAG,

    /** Bit 8: {@code frame_mbs_only_flag}. */
    FRAME_MBS_ONLY_FLAG,

    /** Bit 9: {@code delta_pic_order_always_zero_flag}. */
    DELTA_PIC_ORDER_ALWAYS_ZERO_FLAG,

    /** Bit 10: {@code separate_colour_plane_flag}. */
    SEPARATE_COLOUR_PLANE_FLAG,

    /** Bit 11: {@code gaps_in_frame_num_value_allowed_flag}. */
    GAPS_IN_FRAME_NUM_VALUE_ALLOWED_FLAG,

    /** Bit 12: {@code qpprime_y_zero_transform_bypass_flag}. */
    QPPRIME_Y_ZERO_TRANSFORM_BYPASS_FLAG,

    /** Bit 13: {@code frame_cropping_flag}. */
    FRAME_CROPPING_FLAG,

    /** Bit 14: {@code seq_scaling_matrix_present_flag}. */
    SEQ_SCALING_MATRIX_PRESENT_FLAG,

    /** Bit 15: {@code vui_parameters_present_flag}. */
    VUI_PARAMETERS_PRESENT_FLAG
}
