// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.moviemaker.EncoderSettings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map of settings, of any keys and values. */
public final class SettingsTarget {
    private static final int MOST_ENTRIES = 12;
    private static final int MOST_TEXT = 40;

    private static final String[] KEYS = {
        "preset",
        "width",
        "height",
        "framerate",
        "time_base",
        "bitrate",
        "quality",
        "use_hardware",
        "profile",
        "level",
        "tile_cols",
        "tile_rows",
        "enable_cdef",
        "enable_restoration",
        "rate_control",
        "max_bitrate",
        "buffer_size",
        "max_queued_frames",
        "frames_in_flight",
        "keyframe_interval",
        "bit_depth",
        "color",
        "input_format",
        "usage",
        "speed",
        "pixel_aspect",
        "device"
    };

    private static final String[] WORDS = {
        "1280",
        "30000/1001",
        "29.97",
        "5M",
        "true",
        "main",
        "auto",
        "5.1",
        "CBR",
        "VBR",
        "bt709",
        "hdr10",
        "NV12",
        "1e9"
    };

    private SettingsTarget() {}

    /** Entry point of Jazzer. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        Map<Object, Object> map = new HashMap<>();
        int entries = data.consumeInt(0, MOST_ENTRIES);
        for (int i = 0; i < entries; i++) {
            map.put(key(data), value(data));
        }
        Limits.run(() -> read(map));
    }

    @SuppressWarnings("unchecked") // What callers in other languages may hand over.
    private static void read(Map<Object, Object> map) {
        try {
            EncoderSettings settings = EncoderSettings.fromMap((Map<String, ?>) (Map<?, ?>) map);
            Limits.require(
                    settings.toBuilder().build().equals(settings), () -> "built again, they are others: " + settings);
        } catch (IllegalArgumentException documented) {
            Limits.require(documented.getMessage() != null, "it says nothing");
        }
    }

    private static @Nullable Object key(FuzzedDataProvider data) {
        return switch (data.consumeInt(0, 7)) {
            case 0 -> data.consumeString(MOST_TEXT);
            case 1 -> null;
            case 2 -> data.consumeInt();
            default -> data.pickValue(KEYS);
        };
    }

    private static @Nullable Object value(FuzzedDataProvider data) {
        return switch (data.consumeInt(0, 13)) {
            case 0 -> null;
            case 1 -> data.consumeLong();
            case 2 -> data.consumeDouble();
            case 3 -> data.consumeFloat();
            case 4 -> data.consumeByte();
            case 5 -> data.consumeBoolean();
            case 6 -> BigInteger.valueOf(data.consumeLong()).shiftLeft(data.consumeInt(0, 200));
            case 7 -> BigDecimal.valueOf(data.consumeLong(), data.consumeInt());
            case 8 -> data.consumeInt(0, 20_000);
            case 9, 10 -> data.consumeString(MOST_TEXT);
            case 11 -> data.consumeAsciiString(MOST_TEXT);
            default -> data.pickValue(WORDS);
        };
    }
}
