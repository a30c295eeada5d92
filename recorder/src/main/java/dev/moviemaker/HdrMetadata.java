// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.List;

/**
 * Static HDR metadata (AV1 specification, 6.7.3 and 6.7.4).
 *
 * @param primaries the chromaticities of the mastering display's red, green and blue, 0 to 1; empty if the
 *     display is not known, and then its white and luminances mean nothing
 * @param whitePoint the chromaticity of its white
 * @param maxLuminance the maximum luminance of the mastering display in cd/m2
 * @param minLuminance the minimum luminance of the mastering display in cd/m2, below the maximum
 * @param maxContentLight the luminance of the brightest pixel in cd/m2, 0 to 65535; 0 if unknown
 * @param maxFrameAverageLight the average luminance of the brightest frame in cd/m2, 0 to 65535; 0 if unknown
 */
public record HdrMetadata(
        List<Chromaticity> primaries,
        Chromaticity whitePoint,
        double maxLuminance,
        double minLuminance,
        int maxContentLight,
        int maxFrameAverageLight) {

    /**
     * A CIE 1931 chromaticity.
     *
     * @param x 0 to 1
     * @param y 0 to 1
     */
    public record Chromaticity(double x, double y) {
        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if a number is not from 0 to 1
         */
        public Chromaticity {
            if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
                throw new IllegalArgumentException("chromaticity (%s, %s): 0 to 1 allowed".formatted(x, y));
            }
        }
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the number that is out of range and what is allowed
     */
    public HdrMetadata {
        primaries = List.copyOf(primaries);
        if (primaries.size() != 3 && !primaries.isEmpty()) {
            throw new IllegalArgumentException(
                    "primaries: %d given, 3 (red, green, blue) or none allowed".formatted(primaries.size()));
        }
        if (!primaries.isEmpty() && !(minLuminance >= 0 && minLuminance < maxLuminance)) {
            throw new IllegalArgumentException("minLuminance: %s given, 0 or more and below maxLuminance %s allowed"
                    .formatted(minLuminance, maxLuminance));
        }
        requireLight("maxContentLight", maxContentLight);
        requireLight("maxFrameAverageLight", maxFrameAverageLight);
    }

    /**
     * The light of the content alone, of which nobody knows on what display it was made.
     *
     * @param maxContentLight brightest pixel in cd/m2, 0 to 65535; 0 for unknown
     * @param maxFrameAverageLight brightest frame average in cd/m2, 0 to 65535; 0 for unknown
     * @return metadata without a mastering display
     * @throws IllegalArgumentException if a number is out of range
     */
    public static HdrMetadata ofLight(int maxContentLight, int maxFrameAverageLight) {
        return new HdrMetadata(List.of(), new Chromaticity(0, 0), 0, 0, maxContentLight, maxFrameAverageLight);
    }

    /**
     * Whether the mastering display is known.
     *
     * @return false for {@link #ofLight}
     */
    public boolean hasMasteringDisplay() {
        return !primaries.isEmpty();
    }

    private static void requireLight(String field, int value) {
        if (value < 0 || value > 65535) {
            throw new IllegalArgumentException("%s: %d given, 0 to 65535 cd/m2 allowed".formatted(field, value));
        }
    }
}
