// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoEncodeAV1ReferenceInfoFlags} ({@code vulkan_video_codec_av1std_encode.h}): a reference
 * picture.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Meaning: AV1 5.9.2, uncompressed_header, of the
 * frame that made it.
 */
public enum StdVideoEncodeAV1ReferenceInfoFlag implements StdFlag {
    /** Probabilities were not saved at the end of the frame. */
    DISABLE_FRAME_END_UPDATE_CDF,

    /** The frame used segmentation. */
    SEGMENTATION_ENABLED
}
