// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoVP9LoopFilterFlags} ({@code vulkan_video_codec_vp9std.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoVP9LoopFilterFlag implements StdFlag {
    /** Bit 0: {@code loop_filter_delta_enabled}. */
    LOOP_FILTER_DELTA_ENABLED,

    /** Bit 1: {@code loop_filter_delta_update}. */
    LOOP_FILTER_DELTA_UPDATE
}
