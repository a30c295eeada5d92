// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoH264PpsFlags} ({@code vulkan_video_codec_h264std.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoH264PpsFlag implements StdFlag {
    /** Bit 0: {@code transform_8x8_mode_flag}. */
    TRANSFORM_8X8_MODE_FLAG,

    /** Bit 1: {@code redundant_pic_cnt_present_flag}. */
    REDUNDANT_PIC_CNT_PRESENT_FLAG,

    /** Bit 2: {@code constrained_intra_pred_flag}. */
    CONSTRAINED_INTRA_PRED_FLAG,

    /** Bit 3: {@code deblocking_filter_control_present_flag}. */
    DEBLOCKING_FILTER_CONTROL_PRESENT_FLAG,

    /** Bit 4: {@code weighted_pred_flag}. */
    WEIGHTED_PRED_FLAG,

    /** Bit 5: {@code bottom_field_pic_order_in_frame_present_flag}. */
    BOTTOM_FIELD_PIC_ORDER_IN_FRAME_PRESENT_FLAG,

    /** Bit 6: {@code entropy_coding_mode_flag}. */
    ENTROPY_CODING_MODE_FLAG,

    /** Bit 7: {@code pic_scaling_matrix_present_flag}. */
    PIC_SCALING_MATRIX_PRESENT_FLAG
}
