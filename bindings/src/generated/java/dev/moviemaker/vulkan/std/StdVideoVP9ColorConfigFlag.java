// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoVP9ColorConfigFlags} ({@code vulkan_video_codec_vp9std.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoVP9ColorConfigFlag implements StdFlag {
    /** Bit 0: {@code color_range}. */
    COLOR_RANGE
}
