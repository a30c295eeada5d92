package dev.moviemaker;

import java.util.List;
import java.util.Map;

/**
 * What a backend is and what it writes.
 *
 * @param name by which it is registered
 * @param displayName for people
 * @param mimeTypes by file extension without the dot
 * @param recommendedResolutions sizes to offer; any other within the device's limits works too
 * @param recommendedFrameRates rates to offer; any other works too
 * @param presets named settings
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
     * A size.
     *
     * @param width pixels
     * @param height pixels
     */
    public record Resolution(int width, int height) {
        @Override
        public String toString() {
            return width + "x" + height;
        }
    }
}
