// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoH265SpsFlags} ({@code vulkan_video_codec_h265std.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoH265SpsFlag implements StdFlag {
    /** Bit 0: {@code sps_temporal_id_nesting_flag}. */
    SPS_TEMPORAL_ID_NESTING_FLAG,

    /** Bit 1: {@code separate_colour_plane_flag}. */
    SEPARATE_COLOUR_PLANE_FLAG,

    /** Bit 2: {@code conformance_window_flag}. */
    CONFORMANCE_WINDOW_FLAG,

    /** Bit 3: {@code sps_sub_layer_ordering_info_present_flag}. */
    SPS_SUB_LAYER_ORDERING_INFO_PRESENT_FLAG,

    /** Bit 4: {@code scaling_list_enabled_flag}. */
    SCALING_LIST_ENABLED_FLAG,

    /** Bit 5: {@code sps_scaling_list_data_present_flag}. */
    SPS_SCALING_LIST_DATA_PRESENT_FLAG,

    /** Bit 6: {@code amp_enabled_flag}. */
    AMP_ENABLED_FLAG,

    /** Bit 7: {@code sample_adaptive_offset_enabled_flag}. */
    SAMPLE_ADAPTIVE_OFFSET_ENABLED_FLAG,

    /** Bit 8: {@code pcm_enabled_flag}. */
    PCM_ENABLED_FLAG,

    /** Bit 9: {@code pcm_loop_filter_disabled_flag}. */
    PCM_LOOP_FILTER_DISABLED_FLAG,

    /** Bit 10: {@code long_term_ref_pics_present_flag}. */
    LONG_TERM_REF_PICS_PRESENT_FLAG,

    /** Bit 11: {@code sps_temporal_mvp_enabled_flag}. */
    SPS_TEMPORAL_MVP_ENABLED_FLAG,

    /** Bit 12: {@code strong_intra_smoothing_enabled_flag}. */
    STRONG_INTRA_SMOOTHING_ENABLED_FLAG,

    /** Bit 13: {@code vui_parameters_present_flag}. */
    VUI_PARAMETERS_PRESENT_FLAG,

    /** Bit 14: {@code sps_extension_present_flag}. */
    SPS_EXTENSION_PRESENT_FLAG,

    /** Bit 15: {@code sps_range_extension_flag}. */
    SPS_RANGE_EXTENSION_FLAG,

    /** Bit 16: {@code transform_skip_rotation_enabled_flag}. */
    TRANSFORM_SKIP_ROTATION_ENABLED_FLAG,

    /** Bit 17: {@code transform_skip_context_enabled_flag}. */
    TRANSFORM_SKIP_CONTEXT_ENABLED_FLAG,

    /** Bit 18: {@code implicit_rdpcm_enabled_flag}. */
    IMPLICIT_RDPCM_ENABLED_FLAG,

    /** Bit 19: {@code explicit_rdpcm_enabled_flag}. */
    EXPLICIT_RDPCM_ENABLED_FLAG,

    /** Bit 20: {@code extended_precision_processing_flag}. */
    EXTENDED_PRECISION_PROCESSING_FLAG,

    /** Bit 21: {@code intra_smoothing_disabled_flag}. */
    INTRA_SMOOTHING_DISABLED_FLAG,

    /** Bit 22: {@code high_precision_offsets_enabled_flag}. */
    HIGH_PRECISION_OFFSETS_ENABLED_FLAG,

    /** Bit 23: {@code persistent_rice_adaptation_enabled_flag}. */
    PERSISTENT_RICE_ADAPTATION_ENABLED_FLAG,

    /** Bit 24: {@code cabac_bypass_alignment_enabled_flag}. */
    CABAC_BYPASS_ALIGNMENT_ENABLED_FLAG,

    /** Bit 25: {@code sps_scc_extension_flag}. */
    SPS_SCC_EXTENSION_FLAG,

    /** Bit 26: {@code sps_curr_pic_ref_enabled_flag}. */
    SPS_CURR_PIC_REF_ENABLED_FLAG,

    /** Bit 27: {@code palette_mode_enabled_flag}. */
    PALETTE_MODE_ENABLED_FLAG,

    /** Bit 28: {@code sps_palette_predictor_initializers_present_flag}. */
    SPS_PALETTE_PREDICTOR_INITIALIZERS_PRESENT_FLAG,

    /** Bit 29: {@code intra_boundary_filtering_disabled_flag}. */
    INTRA_BOUNDARY_FILTERING_DISABLED_FLAG
}
