// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoH265ProfileTierLevelFlags} ({@code vulkan_video_codec_h265std.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoH265ProfileTierLevelFlag implements StdFlag {
    /** Bit 0: {@code general_tier_flag}. */
    GENERAL_TIER_FLAG,

    /** Bit 1: {@code general_progressive_source_flag}. */
    GENERAL_PROGRESSIVE_SOURCE_FLAG,

    /** Bit 2: {@code general_interlaced_source_flag}. */
    GENERAL_INTERLACED_SOURCE_FLAG,

    /** Bit 3: {@code general_non_packed_constraint_flag}. */
    GENERAL_NON_PACKED_CONSTRAINT_FLAG,

    /** Bit 4: {@code general_frame_only_constraint_flag}. */
    GENERAL_FRAME_ONLY_CONSTRAINT_FLAG
}
