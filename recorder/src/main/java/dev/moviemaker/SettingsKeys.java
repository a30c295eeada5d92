// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import dev.moviemaker.level.LevelChoice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** The keys of settings in maps and on the command line, and how their values are parsed. */
final class SettingsKeys {
    private static final Map<String, BiConsumer<EncoderSettingsBuilder, Object>> KEYS = keys();

    /** The largest number of digits before or after the point; a {@code long} has 19. */
    private static final int MAX_DIGITS = 40;

    private static final int MAX_TEXT = 100;

    private static final int MAX_SHOWN = 60;

    /** How many letters of a short name may be wrong. */
    private static final int MAX_SLIPS = 2;

    private SettingsKeys() {}

    private static Map<String, BiConsumer<EncoderSettingsBuilder, Object>> keys() {
        Map<String, BiConsumer<EncoderSettingsBuilder, Object>> keys = new LinkedHashMap<>();
        // First, so that what is set beside it overrides it whatever the map's order is.
        keys.put("preset", (b, v) -> b.preset(Preset.of(v.toString())));
        keys.put("width", (b, v) -> b.width(integer(v)));
        keys.put("height", (b, v) -> b.height(integer(v)));
        keys.put("framerate", (b, v) -> b.framerate(ratio(v)));
        keys.put("time_base", (b, v) -> b.timeBase(ratio(v)));
        keys.put("bitrate", (b, v) -> b.bitrate(quantity(v)));
        keys.put("quality", (b, v) -> b.quality(integer(v)));
        keys.put("use_hardware", (b, v) -> b.useHardware(bool(v)));
        keys.put("profile", (b, v) -> b.profile(profile(v)));
        keys.put("level", (b, v) -> b.level(level(v)));
        keys.put("tile_cols", (b, v) -> b.tileCols(integer(v)));
        keys.put("tile_rows", (b, v) -> b.tileRows(integer(v)));
        keys.put("enable_cdef", (b, v) -> b.enableCdef(bool(v)));
        keys.put("enable_restoration", (b, v) -> b.enableRestoration(bool(v)));
        keys.put("rate_control", (b, v) -> b.rateControl(constant(RateControlMode.class, v)));
        keys.put("max_bitrate", (b, v) -> b.maxBitrate(quantity(v)));
        keys.put("buffer_size", (b, v) -> b.bufferSize(Math.toIntExact(quantity(v))));
        keys.put("max_queued_frames", (b, v) -> b.maxQueuedFrames(integer(v)));
        keys.put("frames_in_flight", (b, v) -> b.framesInFlight(integer(v)));
        keys.put("keyframe_interval", (b, v) -> b.keyframeInterval(integer(v)));
        keys.put("bit_depth", (b, v) -> b.bitDepth(integer(v)));
        keys.put("color", (b, v) -> b.color(color(v)));
        keys.put("input_format", (b, v) -> b.inputFormat(constant(PixelFormat.class, v)));
        keys.put("usage", (b, v) -> b.usage(constant(Usage.class, v)));
        keys.put("quality_maps", (b, v) -> b.qualityMaps(bool(v)));
        keys.put("temporal_layers", (b, v) -> b.temporalLayers(integer(v)));
        keys.put("intra_refresh_period", (b, v) -> b.intraRefreshPeriod(integer(v)));
        keys.put("speed", (b, v) -> b.speed(integer(v)));
        keys.put("pixel_aspect", (b, v) -> b.pixelAspect(ratio(v)));
        keys.put("constant_frame_rate", (b, v) -> b.constantFrameRate(bool(v)));
        keys.put("on_resize", (b, v) -> b.onResize(constant(OnResize.class, v)));
        keys.put("device", (b, v) -> b.device(v.toString()));
        keys.put("audio", (b, v) -> b.audio(SettingsTexts.audioTracks(v)));
        keys.put("hdr_metadata", (b, v) -> b.hdrMetadata(SettingsTexts.hdrMetadata(v)));
        keys.put("tags", (b, v) -> b.tags(SettingsTexts.tags(v)));
        return keys;
    }

    /** Every key. */
    static Set<String> names() {
        return KEYS.keySet();
    }

    static void apply(Map<String, ?> values, EncoderSettingsBuilder builder) {
        List<String> problems = new ArrayList<>();
        // Whatever the map's type says, callers in other languages may have put other things in.
        for (Object key : values.keySet()) {
            if (!(key instanceof String name)) {
                problems.add("settings: the key %s given, only names of settings allowed".formatted(key));
            } else if (!KEYS.containsKey(name)) {
                problems.add(name + ": no such setting" + nearest(name));
            }
        }
        Set<String> unreadable = new HashSet<>();
        KEYS.forEach((key, setter) -> {
            Object value = values.get(key);
            if (value != null) {
                try {
                    setter.accept(builder, value);
                } catch (IllegalArgumentException e) {
                    unreadable.add(key);
                    String message = String.valueOf(e.getMessage());
                    problems.add("%s: %s".formatted(key, message.replaceFirst("^" + key + ":? ", "")));
                } catch (ArithmeticException e) {
                    unreadable.add(key);
                    problems.add("%s: %s given, too large".formatted(key, value));
                }
            }
        });
        if (!problems.isEmpty()) {
            problems.addAll(builder.violations(unreadable));
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }

    /** Names the setting that may be meant; empty if none is near. */
    private static String nearest(String key) {
        return KEYS.keySet().stream()
                .min(Comparator.comparingInt(name -> distance(key, name)))
                .filter(name -> distance(key, name) <= Math.max(MAX_SLIPS, name.length() / 3))
                .map("; the nearest is '%s'"::formatted)
                .orElse("");
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static int integer(Object value) {
        return Math.toIntExact(quantity(value));
    }

    /** A whole number; strings may end in k, M or G for thousands, millions or thousand millions. */
    private static long quantity(Object value) {
        return switch (value) {
            case Byte number -> number;
            case Short number -> number;
            case Integer number -> number;
            case Long number -> number;
            case Double number when number.isInfinite() -> throw new ArithmeticException("infinite");
            case Float number when number.isInfinite() -> throw new ArithmeticException("infinite");
            case Number number -> exact(number.toString(), 1, value);
            default -> quantityOf(value.toString().strip(), value);
        };
    }

    private static long quantityOf(String text, Object value) {
        long unit = 1;
        if (!text.isEmpty()) {
            unit = switch (text.charAt(text.length() - 1)) {
                case 'k', 'K' -> 1000;
                case 'm', 'M' -> 1_000_000;
                case 'g', 'G' -> 1_000_000_000;
                default -> 1;
            };
        }
        return exact((unit == 1 ? text : text.substring(0, text.length() - 1)).replace("_", ""), unit, value);
    }

    /**
     * Parses a number of any precision. One with more digits than any {@code long} is refused before it takes part in
     * arithmetic, which could take very long.
     *
     * @throws ArithmeticException if it is too large
     */
    private static long exact(String digits, long unit, Object value) {
        if (digits.length() > MAX_TEXT) {
            throw notWhole(value);
        }
        BigDecimal number;
        try {
            number = new BigDecimal(digits);
        } catch (NumberFormatException e) {
            throw notWhole(value);
        }
        if (number.signum() == 0) {
            return 0;
        }
        if ((long) number.precision() - number.scale() > MAX_DIGITS) {
            throw new ArithmeticException("too large");
        }
        if (number.scale() > MAX_DIGITS
                || number.multiply(BigDecimal.valueOf(unit))
                                .stripTrailingZeros()
                                .scale()
                        > 0) {
            throw notWhole(value);
        }
        return number.multiply(BigDecimal.valueOf(unit)).longValueExact();
    }

    private static IllegalArgumentException notWhole(Object value) {
        return new IllegalArgumentException(
                value instanceof Number
                        ? "%s given, a whole number allowed".formatted(shown(value))
                        : "'%s' given, a whole number allowed, for example 5000000 or 5M".formatted(shown(value)));
    }

    private static String shown(Object value) {
        String text = value.toString();
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }

    private static Rational ratio(Object value) {
        return value instanceof Rational ratio ? ratio : Rational.parse(value.toString());
    }

    private static boolean bool(Object value) {
        return switch (value.toString().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new IllegalArgumentException("'%s' given, true or false allowed".formatted(value));
        };
    }

    private static int profile(Object value) {
        String text = value.toString().strip();
        if (!text.equalsIgnoreCase("main") && !text.equals("0")) {
            throw new IllegalArgumentException("'%s' given, only main (0) allowed".formatted(shown(value)));
        }
        return 0;
    }

    private static int level(Object value) {
        String text = value.toString().strip();
        if (text.equalsIgnoreCase("auto")) {
            return EncoderSettings.LEVEL_AUTO;
        }
        if (!text.matches("\\d\\.\\d")) {
            return integer(value);
        }
        int level = integer(text.replace(".", ""));
        LevelChoice.unknown(level, text).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return level;
    }

    private static ColorDescription color(Object value) {
        if (value instanceof ColorDescription color) {
            return color;
        }
        return switch (value.toString().toLowerCase(Locale.ROOT)) {
            case "bt709" -> ColorDescription.BT709;
            case "bt601" -> ColorDescription.BT601;
            case "bt2100-pq", "hdr10" -> ColorDescription.BT2100_PQ;
            case "bt2100-hlg", "hlg" -> ColorDescription.BT2100_HLG;
            default ->
                throw new IllegalArgumentException(
                        "'%s' given, one of bt709, bt601, bt2100-pq, bt2100-hlg allowed".formatted(value));
        };
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Object value) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value.toString())) {
                return constant;
            }
        }
        throw new IllegalArgumentException("'%s' given, one of %s allowed"
                .formatted(value, Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
    }
}
