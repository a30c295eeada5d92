// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Named settings; whatever is set after a preset overrides it. */
public enum Preset {
    /** 2 Mbit/s, quality 30. */
    LOW(2_000_000, 30),
    /** 5 Mbit/s, quality 50: the defaults. */
    MEDIUM(5_000_000, 50),
    /** 10 Mbit/s, quality 70. */
    HIGH(10_000_000, 70);

    private final long bitrate;
    private final int quality;

    Preset(long bitrate, int quality) {
        this.bitrate = bitrate;
        this.quality = quality;
    }

    /**
     * Average bitrate; the peak is twice as much.
     *
     * @return bits per second
     */
    public long bitrate() {
        return bitrate;
    }

    /**
     * Quality for CQP and CRF.
     *
     * @return 0 to 100
     */
    public int quality() {
        return quality;
    }

    /**
     * The name used in settings.
     *
     * @return lower case
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds a preset.
     *
     * @param key its name in any case
     * @return the preset
     * @throws IllegalArgumentException if there is none of that name
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
