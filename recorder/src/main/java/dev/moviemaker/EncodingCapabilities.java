// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one encoder on one device offers. Immutable. */
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
     * A builder, for encoders of others.
     *
     * @param device name for people
     * @param driver name and version of the driver, or of the encoder library
     * @param hardware whether it is a GPU's own encoder
     * @return new, of a device that offers nothing yet
     */
    public static Builder builder(String device, String driver, boolean hardware) {
        return new Builder(device, driver, hardware);
    }

    /**
     * A GPU that cannot encode AV1.
     *
     * @param device name for people
     * @param driver name and version
     * @param reason one sentence
     * @return capabilities with nothing in them
     */
    public static EncodingCapabilities unusable(String device, String driver, String reason) {
        return builder(device, driver, true).unusableReason(Optional.of(reason)).build();
    }

    /** Name of the device for people, for example the GPU's. */
    public String device() {
        return device;
    }

    /** Name and version of the driver, or of the encoder library. */
    public String driver() {
        return driver;
    }

    /** Whether it is a GPU's own encoder. */
    public boolean hardware() {
        return hardware;
    }

    /** Why it cannot encode AV1 here; empty if it can. */
    public Optional<String> unusableReason() {
        return unusableReason;
    }

    /** Most pixels of a frame's width; 0 if it cannot encode. */
    public int maxWidth() {
        return maxWidth;
    }

    /** Most pixels of a frame's height; 0 if it cannot encode. */
    public int maxHeight() {
        return maxHeight;
    }

    /** Most bits per second; 0 if it cannot encode. */
    public long maxBitrate() {
        return maxBitrate;
    }

    /** Names of the AV1 profiles and bit depths, for example {@code "Main 8 bit"}. */
    public List<String> profiles() {
        return profiles;
    }

    /** Highest level, for example {@code "6.0"}; empty if it cannot encode. */
    public String maxLevel() {
        return maxLevel;
    }

    /** Rate-control modes that it offers. */
    public List<RateControlMode> rateControlModes() {
        return rateControlModes;
    }

    /** Most tile columns. */
    public int maxTileCols() {
        return maxTileCols;
    }

    /** Most tile rows. */
    public int maxTileRows() {
        return maxTileRows;
    }

    /** Number of speeds or quality levels. */
    public int qualityLevels() {
        return qualityLevels;
    }

    /**
     * Everything the driver tells, for diagnosis: maps, lists, texts, numbers and truth values under the names of the
     * Vulkan specification; which ones they are may change. Empty for software.
     */
    public Map<String, Object> details() {
        return details;
    }

    /** Every value by name, in a fixed order. */
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

    /** Collects capabilities. Not thread-safe. */
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

        /** The capabilities, independent of what becomes of this builder. */
        public EncodingCapabilities build() {
            return new EncodingCapabilities(this);
        }
    }
}
