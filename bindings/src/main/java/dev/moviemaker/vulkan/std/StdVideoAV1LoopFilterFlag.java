// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoAV1LoopFilterFlags} ({@code vulkan_video_codec_av1std.h}): the deblocking filter of a
 * frame.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Meaning: AV1 5.9.11, loop_filter_params.
 */
public enum StdVideoAV1LoopFilterFlag implements StdFlag {
    /** The filter level depends on mode and reference. */
    LOOP_FILTER_DELTA_ENABLED,

    /** New deltas are written. */
    LOOP_FILTER_DELTA_UPDATE
}
