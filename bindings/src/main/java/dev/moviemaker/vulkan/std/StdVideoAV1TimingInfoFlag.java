// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoAV1TimingInfoFlags} ({@code vulkan_video_codec_av1std.h}): the timing of a sequence.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Meaning: AV1 5.5.3, timing_info.
 */
public enum StdVideoAV1TimingInfoFlag implements StdFlag {
    /** Every picture lasts the same number of ticks. */
    EQUAL_PICTURE_INTERVAL
}
