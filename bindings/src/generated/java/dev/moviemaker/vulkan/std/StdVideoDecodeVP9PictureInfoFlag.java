// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoDecodeVP9PictureInfoFlags} ({@code vulkan_video_codec_vp9std_decode.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoDecodeVP9PictureInfoFlag implements StdFlag {
    /** Bit 0: {@code error_resilient_mode}. */
    ERROR_RESILIENT_MODE,

    /** Bit 1: {@code intra_only}. */
    INTRA_ONLY,

    /** Bit 2: {@code allow_high_precision_mv}. */
    ALLOW_HIGH_PRECISION_MV,

    /** Bit 3: {@code refresh_frame_context}. */
    REFRESH_FRAME_CONTEXT,

    /** Bit 4: {@code frame_parallel_decoding_mode}. */
    FRAME_PARALLEL_DECODING_MODE,

    /** Bit 5: {@code segmentation_enabled}. */
    SEGMENTATION_ENABLED,

    /** Bit 6: {@code show_frame}. */
    SHOW_FRAME,

    /** Bit 7: {@code UsePrevFrameMvs}. */
    USEPREVFRAMEMVS
}
