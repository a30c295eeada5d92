// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.List;
import java.util.Map;

/**
 * What a backend is and which files it writes.
 *
 * @param name the name under which it is registered
 * @param displayName the name to show to users
 * @param mimeTypes the MIME types of the files it writes, by file extension without the dot
 * @param recommendedResolutions sizes to offer; any other size within the limits of the device works as well
 * @param recommendedFrameRates frame rates to offer; any other works as well
 * @param presets the presets to offer
 */
public record BackendDescription(
        String name,
        String displayName,
        Map<String, String> mimeTypes,
        List<Resolution> recommendedResolutions,
        List<Rational> recommendedFrameRates,
        List<Preset> presets) {

    /** Copies the collections. */
    public BackendDescription {
        mimeTypes = Map.copyOf(mimeTypes);
        recommendedResolutions = List.copyOf(recommendedResolutions);
        recommendedFrameRates = List.copyOf(recommendedFrameRates);
        presets = List.copyOf(presets);
    }

    /**
     * Returns a description with the usual resolutions (1920x1080, 2560x1440, 3840x2160), frame rates (24, 30, 60) and
     * presets.
     *
     * @param name the name under which the backend is registered
     * @param displayName the name to show to users
     * @param mimeTypes the MIME types by file extension without the dot
     * @return the description
     */
    public static BackendDescription of(String name, String displayName, Map<String, String> mimeTypes) {
        return new BackendDescription(
                name,
                displayName,
                mimeTypes,
                List.of(new Resolution(1920, 1080), new Resolution(2560, 1440), new Resolution(3840, 2160)),
                List.of(Rational.of(24), Rational.of(30), Rational.of(60)),
                List.of(Preset.values()));
    }

    /** Returns the file extensions that it writes, sorted and without the dot. */
    public List<String> extensions() {
        return mimeTypes.keySet().stream().sorted().toList();
    }

    /**
     * A frame size.
     *
     * @param width the width in pixels
     * @param height the height in pixels
     */
    public record Resolution(int width, int height) {
        @Override
        public String toString() {
            return width + "x" + height;
        }
    }
}
