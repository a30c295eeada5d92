// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Named combinations of settings. Settings made after a preset override it. */
public enum Preset {
    /** 2 Mbit/s, quality 30. */
    LOW(2_000_000, 30),
    /** 5 Mbit/s, quality 50; the default. */
    MEDIUM(5_000_000, 50),
    /** 10 Mbit/s, quality 70. */
    HIGH(10_000_000, 70);

    private final long bitrate;
    private final int quality;

    Preset(long bitrate, int quality) {
        this.bitrate = bitrate;
        this.quality = quality;
    }

    /** Returns the average bitrate in bits per second; the peak is twice as high. */
    public long bitrate() {
        return bitrate;
    }

    /** Returns the quality for CQP and CRF, 0 to 100. */
    public int quality() {
        return quality;
    }

    /** Returns the name used in settings, in lower case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the preset with the given name.
     *
     * @param key the name, in upper or lower case
     * @return the preset
     * @throws IllegalArgumentException if there is no such preset
     */
    public static Preset of(String key) {
        for (Preset preset : values()) {
            if (preset.key().equalsIgnoreCase(key)) {
                return preset;
            }
        }
        List<String> keys = Arrays.stream(values()).map(Preset::key).toList();
        throw new IllegalArgumentException("preset: '%s' given, one of %s allowed".formatted(key, keys));
    }
}
