// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one encoder on one device offers.
 *
 * @param device name for people, for example the GPU's
 * @param driver name and version of the driver, or of the encoder library
 * @param hardware whether it is a GPU's own encoder
 * @param unusableReason why it cannot encode AV1 here; empty if it can
 * @param maxWidth most pixels of a frame's width; 0 if it cannot encode
 * @param maxHeight most pixels of a frame's height; 0 if it cannot encode
 * @param maxBitrate most bits per second; 0 if it cannot encode
 * @param profiles names of the AV1 profiles and bit depths, for example {@code "Main 8 bit"}
 * @param maxLevel highest level, for example {@code "6.0"}; empty if it cannot encode
 * @param rateControlModes that it offers
 * @param maxTileCols most tile columns
 * @param maxTileRows most tile rows
 * @param qualityLevels number of speeds or quality levels
 * @param details everything the driver tells, for diagnosis: maps, lists, texts, numbers and truth values under the names of the Vulkan
 *     specification; which ones they are may change. Empty for software
 */
public record EncodingCapabilities(
        String device,
        String driver,
        boolean hardware,
        Optional<String> unusableReason,
        int maxWidth,
        int maxHeight,
        long maxBitrate,
        List<String> profiles,
        String maxLevel,
        List<RateControlMode> rateControlModes,
        int maxTileCols,
        int maxTileRows,
        int qualityLevels,
        Map<String, Object> details) {

    /** Copies the collections. */
    public EncodingCapabilities {
        profiles = List.copyOf(profiles);
        rateControlModes = List.copyOf(rateControlModes);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /**
     * The same with other details.
     *
     * @param newDetails what the driver tells
     * @return new capabilities
     */
    public EncodingCapabilities withDetails(Map<String, Object> newDetails) {
        return new EncodingCapabilities(
                device,
                driver,
                hardware,
                unusableReason,
                maxWidth,
                maxHeight,
                maxBitrate,
                profiles,
                maxLevel,
                rateControlModes,
                maxTileCols,
                maxTileRows,
                qualityLevels,
                newDetails);
    }

    /**
     * A device that cannot encode AV1.
     *
     * @param device name for people
     * @param driver name and version
     * @param reason one sentence
     * @return capabilities with nothing in them
     */
    public static EncodingCapabilities unusable(String device, String driver, String reason) {
        return new EncodingCapabilities(
                device, driver, true, Optional.of(reason), 0, 0, 0, List.of(), "", List.of(), 0, 0, 0, Map.of());
    }
}
