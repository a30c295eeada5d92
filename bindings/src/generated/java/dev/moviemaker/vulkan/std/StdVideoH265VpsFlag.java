// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoH265VpsFlags} ({@code vulkan_video_codec_h265std.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoH265VpsFlag implements StdFlag {
    /** Bit 0: {@code vps_temporal_id_nesting_flag}. */
    VPS_TEMPORAL_ID_NESTING_FLAG,

    /** Bit 1: {@code vps_sub_layer_ordering_info_present_flag}. */
    VPS_SUB_LAYER_ORDERING_INFO_PRESENT_FLAG,

    /** Bit 2: {@code vps_timing_info_present_flag}. */
    VPS_TIMING_INFO_PRESENT_FLAG,

    /** Bit 3: {@code vps_poc_proportional_to_timing_flag}. */
    VPS_POC_PROPORTIONAL_TO_TIMING_FLAG
}
