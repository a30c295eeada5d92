// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import java.util.List;

/**
 * Quantization delta maps: {@code VkVideoEncodeAV1QuantizationMapCapabilitiesKHR} and what the format query tells of
 * their images.
 *
 * @param minQIndexDelta lowest value of a texel
 * @param maxQIndexDelta highest value of a texel
 * @param largest most texels that a map may have
 * @param formats of images; none where the driver takes no maps
 */
public record DeltaMapLimits(int minQIndexDelta, int maxQIndexDelta, Extent largest, List<Format> formats) {

    /** No maps. */
    public static final DeltaMapLimits NONE = new DeltaMapLimits(0, 0, new Extent(0, 0), List.of());

    /** Copies the list. */
    public DeltaMapLimits {
        formats = List.copyOf(formats);
    }

    /**
     * What images of maps may be.
     *
     * @param image format, tiling and usages
     * @param texelSize pixels that a texel is for
     * @param superblockSizes bits of the superblock sizes that it goes with
     */
    public record Format(VideoFormat image, Extent texelSize, int superblockSizes) {}
}
