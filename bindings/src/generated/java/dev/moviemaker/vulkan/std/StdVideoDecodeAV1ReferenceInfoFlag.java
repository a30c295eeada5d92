// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoDecodeAV1ReferenceInfoFlags} ({@code vulkan_video_codec_av1std_decode.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoDecodeAV1ReferenceInfoFlag implements StdFlag {
    /** Bit 0: {@code disable_frame_end_update_cdf}. */
    DISABLE_FRAME_END_UPDATE_CDF,

    /** Bit 1: {@code segmentation_enabled}. */
    SEGMENTATION_ENABLED
}
