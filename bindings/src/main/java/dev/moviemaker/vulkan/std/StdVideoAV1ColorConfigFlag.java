// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoAV1ColorConfigFlags} ({@code vulkan_video_codec_av1std.h}): the colour configuration of a
 * sequence.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Meaning: AV1 5.5.2, color_config.
 */
public enum StdVideoAV1ColorConfigFlag implements StdFlag {
    /** Only a luma plane is coded. */
    MONO_CHROME,

    /** Full range; clear means limited (studio) range. */
    COLOR_RANGE,

    /** The two chroma planes may have different quantizer deltas. */
    SEPARATE_UV_DELTA_Q,

    /** Primaries, transfer characteristics and matrix are written; clear means unspecified. */
    COLOR_DESCRIPTION_PRESENT_FLAG
}
