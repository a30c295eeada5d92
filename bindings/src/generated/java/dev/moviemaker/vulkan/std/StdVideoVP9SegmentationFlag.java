// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoVP9SegmentationFlags} ({@code vulkan_video_codec_vp9std.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoVP9SegmentationFlag implements StdFlag {
    /** Bit 0: {@code segmentation_update_map}. */
    SEGMENTATION_UPDATE_MAP,

    /** Bit 1: {@code segmentation_temporal_update}. */
    SEGMENTATION_TEMPORAL_UPDATE,

    /** Bit 2: {@code segmentation_update_data}. */
    SEGMENTATION_UPDATE_DATA,

    /** Bit 3: {@code segmentation_abs_or_delta_update}. */
    SEGMENTATION_ABS_OR_DELTA_UPDATE
}
