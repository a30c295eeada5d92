// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

import dev.moviemaker.emulator.profile.DriverProfile.Extent;
import java.util.Set;

/**
 * Quantization maps, as {@code VkVideoFormatQuantizationMapPropertiesKHR} and
 * {@code VkVideoEncodeAV1QuantizationMapCapabilitiesKHR} tell of them.
 *
 * @param formats        of their images, of delta maps and of emphasis maps; empty where
 *     {@code VK_KHR_video_encode_quantization_map} is not offered
 * @param texelSize      luma samples that a texel is for; the coder's superblocks of 64x64 take the mean of smaller
 *     ones
 * @param minQIndexDelta lowest value of a delta map
 * @param maxQIndexDelta highest value of a delta map
 */
public record QuantizationMap(Set<MapFormat> formats, Extent texelSize, int minQIndexDelta, int maxQIndexDelta) {
    public QuantizationMap {
        if (!formats.isEmpty() && (texelSize.width() < 1 || texelSize.height() < 1)) {
            throw new IllegalArgumentException("texelSize: at least 1x1 needed");
        }
    }

    /** Returns whether the extension is offered. */
    public boolean offered() {
        return !formats.isEmpty();
    }

    /** Returns whether there are emphasis maps (or else delta maps). */
    public boolean offers(boolean emphasis) {
        return formats.stream().anyMatch(format -> format.isEmphasis() == emphasis);
    }

    /** Texels that a picture of this size has. */
    public Extent cover(int width, int height) {
        return new Extent(
                (width + texelSize.width() - 1) / texelSize.width(),
                (height + texelSize.height() - 1) / texelSize.height());
    }
}
