// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoEncodeH264SliceHeaderFlags} ({@code vulkan_video_codec_h264std_encode.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoEncodeH264SliceHeaderFlag implements StdFlag {
    /** Bit 0: {@code direct_spatial_mv_pred_flag}. */
    DIRECT_SPATIAL_MV_PRED_FLAG,

    /** Bit 1: {@code num_ref_idx_active_override_flag}. */
    NUM_REF_IDX_ACTIVE_OVERRIDE_FLAG
}
