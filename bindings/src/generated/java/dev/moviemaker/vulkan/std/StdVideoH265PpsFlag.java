// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoH265PpsFlags} ({@code vulkan_video_codec_h265std.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoH265PpsFlag implements StdFlag {
    /** Bit 0: {@code dependent_slice_segments_enabled_flag}. */
    DEPENDENT_SLICE_SEGMENTS_ENABLED_FLAG,

    /** Bit 1: {@code output_flag_present_flag}. */
    OUTPUT_FLAG_PRESENT_FLAG,

    /** Bit 2: {@code sign_data_hiding_enabled_flag}. */
    SIGN_DATA_HIDING_ENABLED_FLAG,

    /** Bit 3: {@code cabac_init_present_flag}. */
    CABAC_INIT_PRESENT_FLAG,

    /** Bit 4: {@code constrained_intra_pred_flag}. */
    CONSTRAINED_INTRA_PRED_FLAG,

    /** Bit 5: {@code transform_skip_enabled_flag}. */
    TRANSFORM_SKIP_ENABLED_FLAG,

    /** Bit 6: {@code cu_qp_delta_enabled_flag}. */
    CU_QP_DELTA_ENABLED_FLAG,

    /** Bit 7: {@code pps_slice_chroma_qp_offsets_present_flag}. */
    PPS_SLICE_CHROMA_QP_OFFSETS_PRESENT_FLAG,

    /** Bit 8: {@code weighted_pred_flag}. */
    WEIGHTED_PRED_FLAG,

    /** Bit 9: {@code weighted_bipred_flag}. */
    WEIGHTED_BIPRED_FLAG,

    /** Bit 10: {@code transquant_bypass_enabled_flag}. */
    TRANSQUANT_BYPASS_ENABLED_FLAG,

    /** Bit 11: {@code tiles_enabled_flag}. */
    TILES_ENABLED_FLAG,

    /** Bit 12: {@code entropy_coding_sync_enabled_flag}. */
    ENTROPY_CODING_SYNC_ENABLED_FLAG,

    /** Bit 13: {@code uniform_spacing_flag}. */
    UNIFORM_SPACING_FLAG,

    /** Bit 14: {@code loop_filter_across_tiles_enabled_flag}. */
    LOOP_FILTER_ACROSS_TILES_ENABLED_FLAG,

    /** Bit 15: {@code pps_loop_filter_across_slices_enabled_flag}. */
    PPS_LOOP_FILTER_ACROSS_SLICES_ENABLED_FLAG,

    /** Bit 16: {@code deblocking_filter_control_present_flag}. */
    DEBLOCKING_FILTER_CONTROL_PRESENT_FLAG,

    /** Bit 17: {@code deblocking_filter_override_enabled_flag}. */
    DEBLOCKING_FILTER_OVERRIDE_ENABLED_FLAG,

    /** Bit 18: {@code pps_deblocking_filter_disabled_flag}. */
    PPS_DEBLOCKING_FILTER_DISABLED_FLAG,

    /** Bit 19: {@code pps_scaling_list_data_present_flag}. */
    PPS_SCALING_LIST_DATA_PRESENT_FLAG,

    /** Bit 20: {@code lists_modification_present_flag}. */
    LISTS_MODIFICATION_PRESENT_FLAG,

    /** Bit 21: {@code slice_segment_header_extension_present_flag}. */
    SLICE_SEGMENT_HEADER_EXTENSION_PRESENT_FLAG,

    /** Bit 22: {@code pps_extension_present_flag}. */
    PPS_EXTENSION_PRESENT_FLAG,

    /** Bit 23: {@code cross_component_prediction_enabled_flag}. */
    CROSS_COMPONENT_PREDICTION_ENABLED_FLAG,

    /** Bit 24: {@code chroma_qp_offset_list_enabled_flag}. */
    CHROMA_QP_OFFSET_LIST_ENABLED_FLAG,

    /** Bit 25: {@code pps_curr_pic_ref_enabled_flag}. */
    PPS_CURR_PIC_REF_ENABLED_FLAG,

    /** Bit 26: {@code residual_adaptive_colour_transform_enabled_flag}. */
    RESIDUAL_ADAPTIVE_COLOUR_TRANSFORM_ENABLED_FLAG,

    /** Bit 27: {@code pps_slice_act_qp_offsets_present_flag}. */
    PPS_SLICE_ACT_QP_OFFSETS_PRESENT_FLAG,

    /** Bit 28: {@code pps_palette_predictor_initializers_present_flag}. */
    PPS_PALETTE_PREDICTOR_INITIALIZERS_PRESENT_FLAG,

    /** Bit 29: {@code monochrome_palette_flag}. */
    MONOCHROME_PALETTE_FLAG,

    /** Bit 30: {@code pps_range_extension_flag}. */
    PPS_RANGE_EXTENSION_FLAG
}
