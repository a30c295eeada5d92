// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one encoder on one device supports. Immutable. */
public final class EncodingCapabilities {
    private final String device;
    private final String driver;
    private final boolean hardware;
    private final Optional<String> unusableReason;
    private final int maxWidth;
    private final int maxHeight;
    private final long maxBitrate;
    private final List<String> profiles;
    private final String maxLevel;
    private final List<RateControlMode> rateControlModes;
    private final int maxTileCols;
    private final int maxTileRows;
    private final int qualityLevels;
    private final Map<String, Object> details;

    private EncodingCapabilities(Builder from) {
        device = from.device;
        driver = from.driver;
        hardware = from.hardware;
        unusableReason = from.unusableReason;
        maxWidth = from.maxWidth;
        maxHeight = from.maxHeight;
        maxBitrate = from.maxBitrate;
        profiles = List.copyOf(from.profiles);
        maxLevel = from.maxLevel;
        rateControlModes = List.copyOf(from.rateControlModes);
        maxTileCols = from.maxTileCols;
        maxTileRows = from.maxTileRows;
        qualityLevels = from.qualityLevels;
        details = Collections.unmodifiableMap(new LinkedHashMap<>(from.details));
    }

    /**
     * Returns a new builder, for encoders of other modules. Until set, the device supports nothing.
     *
     * @param device the name of the device, to show to users
     * @param driver the name and version of the driver or encoder library
     * @param hardware whether the encoder is that of a GPU
     * @return the builder
     */
    public static Builder builder(String device, String driver, boolean hardware) {
        return new Builder(device, driver, hardware);
    }

    /**
     * Returns the capabilities of a GPU that cannot encode AV1.
     *
     * @param device the name of the device, to show to users
     * @param driver the name and version of the driver
     * @param reason the reason, in one sentence
     * @return capabilities that contain nothing else
     */
    public static EncodingCapabilities unusable(String device, String driver, String reason) {
        return builder(device, driver, true).unusableReason(Optional.of(reason)).build();
    }

    /** Returns the name of the device to show to users, for example that of the GPU. */
    public String device() {
        return device;
    }

    /** Returns the name and version of the driver or encoder library. */
    public String driver() {
        return driver;
    }

    /** Returns whether the encoder is that of a GPU. */
    public boolean hardware() {
        return hardware;
    }

    /** Returns the reason why AV1 cannot be encoded, or empty if it can. */
    public Optional<String> unusableReason() {
        return unusableReason;
    }

    /** Returns the largest frame width in pixels; 0 if the device cannot encode. */
    public int maxWidth() {
        return maxWidth;
    }

    /** Returns the largest frame height in pixels; 0 if the device cannot encode. */
    public int maxHeight() {
        return maxHeight;
    }

    /** Returns the highest bitrate in bits per second; 0 if the device cannot encode. */
    public long maxBitrate() {
        return maxBitrate;
    }

    /** Returns the names of the AV1 profiles and bit depths, for example {@code "Main 8 bit"}. */
    public List<String> profiles() {
        return profiles;
    }

    /** Returns the highest level, for example {@code "6.0"}; empty if the device cannot encode. */
    public String maxLevel() {
        return maxLevel;
    }

    /** Returns the supported rate-control modes. */
    public List<RateControlMode> rateControlModes() {
        return rateControlModes;
    }

    /** Returns the largest number of tile columns. */
    public int maxTileCols() {
        return maxTileCols;
    }

    /** Returns the largest number of tile rows. */
    public int maxTileRows() {
        return maxTileRows;
    }

    /** Returns the number of speeds or quality levels. */
    public int qualityLevels() {
        return qualityLevels;
    }

    /**
     * Returns everything the driver reports, for diagnosis: maps, lists, strings, numbers and booleans under the names
     * of the Vulkan specification. Which entries there are may change between releases. Empty for the software encoder.
     */
    public Map<String, Object> details() {
        return details;
    }

    /** Returns all values by name, in a fixed order. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("device", device);
        map.put("driver", driver);
        map.put("hardware", hardware);
        map.put("unusableReason", unusableReason);
        map.put("maxWidth", maxWidth);
        map.put("maxHeight", maxHeight);
        map.put("maxBitrate", maxBitrate);
        map.put("profiles", profiles);
        map.put("maxLevel", maxLevel);
        map.put("rateControlModes", rateControlModes);
        map.put("maxTileCols", maxTileCols);
        map.put("maxTileRows", maxTileRows);
        map.put("qualityLevels", qualityLevels);
        map.put("details", details);
        return Collections.unmodifiableMap(map);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EncodingCapabilities that && asMap().equals(that.asMap());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    @Override
    public String toString() {
        return "EncodingCapabilities" + asMap();
    }

    /** Builds {@link EncodingCapabilities}. Not thread-safe. */
    public static final class Builder {
        private final String device;
        private final String driver;
        private final boolean hardware;
        private Optional<String> unusableReason = Optional.empty();
        private int maxWidth;
        private int maxHeight;
        private long maxBitrate;
        private List<String> profiles = List.of();
        private String maxLevel = "";
        private List<RateControlMode> rateControlModes = List.of();
        private int maxTileCols;
        private int maxTileRows;
        private int qualityLevels;
        private Map<String, Object> details = Map.of();

        private Builder(String device, String driver, boolean hardware) {
            this.device = device;
            this.driver = driver;
            this.hardware = hardware;
        }

        /** Sets {@link EncodingCapabilities#unusableReason()}. */
        public Builder unusableReason(Optional<String> value) {
            unusableReason = value;
            return this;
        }

        /** Sets {@link EncodingCapabilities#maxWidth()}. */
        public Builder maxWidth(int value) {
            maxWidth = value;
            return this;
        }

        /** Sets {@link EncodingCapabilities#maxHeight()}. */
        public Builder maxHeight(int value) {
            maxHeight = value;
            return this;
        }

        /** Sets {@link EncodingCapabilities#maxBitrate()}. */
        public Builder maxBitrate(long value) {
            maxBitrate = value;
            return this;
        }

        /** Sets {@link EncodingCapabilities#profiles()}. */
        public Builder profiles(List<String> value) {
            profiles = value;
            return this;
        }

        /** Sets {@link EncodingCapabilities#maxLevel()}. */
        public Builder maxLevel(String value) {
            maxLevel = value;
            return this;
        }

        /** Sets {@link EncodingCapabilities#rateControlModes()}. */
        public Builder rateControlModes(List<RateControlMode> value) {
            rateControlModes = value;
            return this;
        }

        /** Sets {@link EncodingCapabilities#maxTileCols()}. */
        public Builder maxTileCols(int value) {
            maxTileCols = value;
            return this;
        }

        /** Sets {@link EncodingCapabilities#maxTileRows()}. */
        public Builder maxTileRows(int value) {
            maxTileRows = value;
            return this;
        }

        /** Sets {@link EncodingCapabilities#qualityLevels()}. */
        public Builder qualityLevels(int value) {
            qualityLevels = value;
            return this;
        }

        /** Sets {@link EncodingCapabilities#details()}. */
        public Builder details(Map<String, Object> value) {
            details = value;
            return this;
        }

        /** Returns the capabilities. Later changes to this builder do not affect them. */
        public EncodingCapabilities build() {
            return new EncodingCapabilities(this);
        }
    }
}
