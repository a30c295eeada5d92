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
        "constant_frame_rate",
        "on_resize",
        "device",
        "quality_maps",
        "temporal_layers",
        "intra_refresh_period",
        "audio",
        "hdr_metadata",
        "tags"
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
        "1e9",
        "transcoding",
        "3",
        "opus:48000:2",
        "flac:96000:8",
        "R(0.68,0.32)G(0.265,0.69)B(0.15,0.06)WP(0.3127,0.329)L(1000,0.01)CLL(1000,400)",
        "title=Demo;artist=Somebody",
        "title=Demo;artist="
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
        return switch (data.consumeInt(0, 16)) {
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
            case 12 -> tags(data);
            case 13 -> damaged(data.pickValue(WORDS), data);
            default -> data.pickValue(WORDS);
        };
    }

    /** Tags may come as a map, too. */
    private static Map<Object, Object> tags(FuzzedDataProvider data) {
        Map<Object, Object> tags = new HashMap<>();
        int count = data.consumeInt(0, 3);
        for (int i = 0; i < count; i++) {
            tags.put(key(data), data.consumeBoolean() ? data.consumeString(MOST_TEXT) : data.consumeInt());
        }
        return tags;
    }

    private static String damaged(String word, FuzzedDataProvider data) {
        int at = data.consumeInt(0, word.length());
        int gone = data.consumeInt(0, word.length() - at);
        return word.substring(0, at) + data.consumeString(4) + word.substring(at + gone);
    }
}
