// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

/**
 * {@code VkVideoEncodeRgbConversionCapabilitiesVALVE}: conversions of RGB that the driver makes itself.
 */
public record RgbLimits(int rgbModels, int rgbRanges, int xChromaOffsets, int yChromaOffsets) {

    /** None: of profiles whose sources are Y'CbCr. */
    public static final RgbLimits NONE = new RgbLimits(0, 0, 0, 0);
}
