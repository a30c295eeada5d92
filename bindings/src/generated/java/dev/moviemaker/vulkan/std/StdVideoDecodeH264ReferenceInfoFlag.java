// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoDecodeH264ReferenceInfoFlags} ({@code vulkan_video_codec_h264std_decode.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoDecodeH264ReferenceInfoFlag implements StdFlag {
    /** Bit 0: {@code top_field_flag}. */
    TOP_FIELD_FLAG,

    /** Bit 1: {@code bottom_field_flag}. */
    BOTTOM_FIELD_FLAG,

    /** Bit 2: {@code used_for_long_term_reference}. */
    USED_FOR_LONG_TERM_REFERENCE,

    /** Bit 3: {@code is_non_existing}. */
    IS_NON_EXISTING
}
