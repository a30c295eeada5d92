// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoAV1FilmGrainFlags} ({@code vulkan_video_codec_av1std.h}): the film grain parameters of a
 * frame.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Meaning: AV1 5.9.30, film_grain_params.
 */
public enum StdVideoAV1FilmGrainFlag implements StdFlag {
    /** Chroma grain is scaled by the luma scaling function. */
    CHROMA_SCALING_FROM_LUMA,

    /** Neighbouring grain blocks overlap. */
    OVERLAP_FLAG,

    /** The result is clipped to limited range. */
    CLIP_TO_RESTRICTED_RANGE,

    /** New parameters follow; clear takes those of a reference. */
    UPDATE_GRAIN
}
