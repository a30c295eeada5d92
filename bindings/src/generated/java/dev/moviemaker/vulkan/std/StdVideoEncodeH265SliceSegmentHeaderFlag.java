// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoEncodeH265SliceSegmentHeaderFlags} ({@code vulkan_video_codec_h265std_encode.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoEncodeH265SliceSegmentHeaderFlag implements StdFlag {
    /** Bit 0: {@code first_slice_segment_in_pic_flag}. */
    FIRST_SLICE_SEGMENT_IN_PIC_FLAG,

    /** Bit 1: {@code dependent_slice_segment_flag}. */
    DEPENDENT_SLICE_SEGMENT_FLAG,

    /** Bit 2: {@code slice_sao_luma_flag}. */
    SLICE_SAO_LUMA_FLAG,

    /** Bit 3: {@code slice_sao_chroma_flag}. */
    SLICE_SAO_CHROMA_FLAG,

    /** Bit 4: {@code num_ref_idx_active_override_flag}. */
    NUM_REF_IDX_ACTIVE_OVERRIDE_FLAG,

    /** Bit 5: {@code mvd_l1_zero_flag}. */
    MVD_L1_ZERO_FLAG,

    /** Bit 6: {@code cabac_init_flag}. */
    CABAC_INIT_FLAG,

    /** Bit 7: {@code cu_chroma_qp_offset_enabled_flag}. */
    CU_CHROMA_QP_OFFSET_ENABLED_FLAG,

    /** Bit 8: {@code deblocking_filter_override_flag}. */
    DEBLOCKING_FILTER_OVERRIDE_FLAG,

    /** Bit 9: {@code slice_deblocking_filter_disabled_flag}. */
    SLICE_DEBLOCKING_FILTER_DISABLED_FLAG,

    /** Bit 10: {@code collocated_from_l0_flag}. */
    COLLOCATED_FROM_L0_FLAG,

    /** Bit 11: {@code slice_loop_filter_across_slices_enabled_flag}. */
    SLICE_LOOP_FILTER_ACROSS_SLICES_ENABLED_FLAG
}
