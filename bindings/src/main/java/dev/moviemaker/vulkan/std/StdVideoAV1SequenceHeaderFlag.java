// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoAV1SequenceHeaderFlags} ({@code vulkan_video_codec_av1std.h}): a sequence header.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Meaning: AV1 5.5.1, sequence_header_obu.
 */
public enum StdVideoAV1SequenceHeaderFlag implements StdFlag {
    /** The sequence is one picture. */
    STILL_PICTURE,

    /** Short header for a still picture. */
    REDUCED_STILL_PICTURE_HEADER,

    /** Superblocks are 128x128; clear means 64x64. */
    USE_128X128_SUPERBLOCK,

    /** Filter intra prediction may be used. */
    ENABLE_FILTER_INTRA,

    /** The intra edge filter may be used. */
    ENABLE_INTRA_EDGE_FILTER,

    /** Inter-intra compound prediction may be used. */
    ENABLE_INTERINTRA_COMPOUND,

    /** Masked compound prediction may be used. */
    ENABLE_MASKED_COMPOUND,

    /** Frames may allow warped motion. */
    ENABLE_WARPED_MOTION,

    /** Horizontal and vertical interpolation filters may differ. */
    ENABLE_DUAL_FILTER,

    /** Frames carry order hints. */
    ENABLE_ORDER_HINT,

    /** Compound prediction may be weighted by distance. */
    ENABLE_JNT_COMP,

    /** Frames may use motion vectors of references. */
    ENABLE_REF_FRAME_MVS,

    /** Frames carry frame ids. */
    FRAME_ID_NUMBERS_PRESENT_FLAG,

    /** Frames may be coded at reduced width. */
    ENABLE_SUPERRES,

    /** Frames may use the directional enhancement filter. */
    ENABLE_CDEF,

    /** Frames may use loop restoration. */
    ENABLE_RESTORATION,

    /** Frames carry film grain parameters; Vulkan encode demands 0. */
    FILM_GRAIN_PARAMS_PRESENT,

    /** Timing information is written. */
    TIMING_INFO_PRESENT_FLAG,

    /** Operating points may carry an initial display delay. */
    INITIAL_DISPLAY_DELAY_PRESENT_FLAG
}
