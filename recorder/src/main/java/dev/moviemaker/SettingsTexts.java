// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the settings of several values from a text or a map: sound, HDR metadata and tags. */
final class SettingsTexts {
    private static final Pattern AUDIO = Pattern.compile("(\\w+):(\\d{1,9}):(\\d{1,9})");
    private static final String NUMBER = "([0-9.]{1,20})";
    private static final String PAIR = "\\(" + NUMBER + "," + NUMBER + "\\)";
    private static final Pattern HDR =
            Pattern.compile("R" + PAIR + "G" + PAIR + "B" + PAIR + "WP" + PAIR + "L" + PAIR + "(?:CLL" + PAIR + ")?");

    private SettingsTexts() {}

    /** Each track as {@code CODEC:SAMPLE_RATE:CHANNELS}, with commas between. */
    static AudioFormat[] audioTracks(Object value) {
        if (value instanceof AudioFormat format) {
            return new AudioFormat[] {format};
        }
        return Arrays.stream(value.toString().split(",", -1))
                .map(SettingsTexts::audio)
                .toArray(AudioFormat[]::new);
    }

    private static AudioFormat audio(String value) {
        Matcher parts = AUDIO.matcher(value.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'%s' given, CODEC:SAMPLE_RATE:CHANNELS allowed, for example opus:48000:2".formatted(value));
        }
        AudioCodec codec = Arrays.stream(AudioCodec.values())
                .filter(known -> known.name().equalsIgnoreCase(parts.group(1)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("codec '%s' given, one of %s allowed"
                        .formatted(
                                parts.group(1),
                                Arrays.toString(AudioCodec.values()).toLowerCase(Locale.ROOT))));
        return new AudioFormat(Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)), codec);
    }

    /** {@code R(x,y)G(x,y)B(x,y)WP(x,y)L(max,min)CLL(max,average)}, the last of which may be left out. */
    static HdrMetadata hdrMetadata(Object value) {
        if (value instanceof HdrMetadata metadata) {
            return metadata;
        }
        Matcher parts = HDR.matcher(value.toString().replace(" ", ""));
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'%s' given, R(x,y)G(x,y)B(x,y)WP(x,y)L(max,min)CLL(max,average) allowed".formatted(value));
        }
        double[] numbers = new double[12];
        for (int i = 0; i < numbers.length; i++) {
            String digits = parts.group(i + 1);
            try {
                numbers[i] = digits == null ? 0 : Double.parseDouble(digits);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'%s' given, a number needed".formatted(digits), e);
            }
        }
        return new HdrMetadata(
                List.of(point(numbers, 0), point(numbers, 2), point(numbers, 4)),
                point(numbers, 6),
                numbers[8],
                numbers[9],
                (int) numbers[10],
                (int) numbers[11]);
    }

    private static HdrMetadata.Chromaticity point(double[] numbers, int at) {
        return new HdrMetadata.Chromaticity(numbers[at], numbers[at + 1]);
    }

    /** The movie's own tags: a map, or {@code key=value} with semicolons between. */
    static MovieTags tags(Object value) {
        if (value instanceof MovieTags tags) {
            return tags;
        }
        Map<String, String> movie = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, text) -> movie.put(String.valueOf(key), String.valueOf(text)));
        } else {
            for (String entry : value.toString().split(";", -1)) {
                int equals = entry.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException(
                            "'%s' given, key=value;key=value allowed, for example title=Demo".formatted(value));
                }
                movie.put(entry.substring(0, equals).strip(), entry.substring(equals + 1));
            }
        }
        return new MovieTags(movie, Map.of(), List.of(), List.of());
    }
}
