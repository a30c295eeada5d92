// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoDecodeH265ReferenceInfoFlags} ({@code vulkan_video_codec_h265std_decode.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoDecodeH265ReferenceInfoFlag implements StdFlag {
    /** Bit 0: {@code used_for_long_term_reference}. */
    USED_FOR_LONG_TERM_REFERENCE,

    /** Bit 1: {@code unused_for_reference}. */
    UNUSED_FOR_REFERENCE
}
