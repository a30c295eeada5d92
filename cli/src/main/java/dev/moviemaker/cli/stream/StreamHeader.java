// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli.stream;

import dev.moviemaker.AudioBlock.SampleFormat;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a stream.
 *
 * @param width pixels
 * @param height pixels
 * @param framerate frames per second; pictures' times are in units of one frame
 * @param pixels how every picture lies in memory, without gaps
 * @param shared memory that pictures may lie in instead of the stream
 */
public record StreamHeader(
        int width, int height, Rational framerate, PixelFormat pixels, Optional<Sound> sound, Optional<Shared> shared) {
    /** Most bytes of the line, its line feed not counted. */
    static final int MAX_LENGTH = 512;

    /** Most bytes of a picture. */
    static final long MAX_PICTURE = 1L << 30;

    private static final String MAGIC = "MOVIEMAKER-STREAM";
    private static final String VERSION = "1";
    /** One picture is coded while the next is read; with fewer the writer would wait for ever. */
    private static final int MIN_SLOTS = 3;

    private static final int MAX_SLOTS = 64;
    private static final Pattern SHARED = Pattern.compile("(\\d{1,4}):(\\d{1,3})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Set<String> KEYS =
            Set.of("width", "height", "framerate", "pixels", "sound", "sample_rate", "channels", "shared");

    /**
     * Sound of a stream.
     *
     * @param channels interleaved, in the order of WAV files
     */
    public record Sound(SampleFormat format, int sampleRate, int channels) {
        /**
         * Size of one sample of every channel.
         *
         * @return bytes
         */
        public int frameBytes() {
            return format.bytes() * channels;
        }
    }

    /**
     * Memory that the writer shares with the reader.
     *
     * @param descriptor of a file in memory, inherited by the reader
     */
    public record Shared(int descriptor, int slots) {}

    /**
     * Size of each picture.
     *
     * @return bytes
     */
    public int pictureBytes() {
        return Math.toIntExact(pixels.frameBytes(width, height));
    }

    /**
     * Reads a line.
     *
     * @throws IOException if it is none; the message names the field, the value and what is allowed
     */
    static StreamHeader parse(String line, String name) throws IOException {
        String[] words = line.split(" ", -1);
        if (!words[0].equals(MAGIC)) {
            throw new IOException("%s: not a stream of pictures: it does not start with %s".formatted(name, MAGIC));
        }
        if (words.length < 2 || !words[1].equals(VERSION)) {
            throw new IOException("%s: version: %s given, %s allowed"
                    .formatted(name, words.length < 2 ? "nothing" : quoted(words[1]), VERSION));
        }
        return new Fields(name, fields(words, name)).header();
    }

    private static Map<String, String> fields(String[] words, String name) throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String word : Arrays.asList(words).subList(2, words.length)) {
            int equals = word.indexOf('=');
            String key = equals < 0 ? word : word.substring(0, equals);
            if (equals < 0 || !KEYS.contains(key)) {
                throw new IOException(
                        "%s: header: %s given, %s allowed".formatted(name, quoted(word), new TreeSet<>(KEYS)));
            }
            if (fields.put(key, word.substring(equals + 1)) != null) {
                throw new IOException("%s: header: %s given twice".formatted(name, key));
            }
        }
        return fields;
    }

    /** The fields of one header, read one by one. */
    private record Fields(String name, Map<String, String> values) {
        StreamHeader header() throws IOException {
            int width = number("width", CpuFrame.MIN_SIZE, CpuFrame.MAX_SIZE);
            int height = number("height", CpuFrame.MIN_SIZE, CpuFrame.MAX_SIZE);
            PixelFormat pixels = constant("pixels", PixelFormat.values(), "");
            if (pixels.frameBytes(width, height) > MAX_PICTURE) {
                throw bad("width", "%d x height %d".formatted(width, height), "pictures of up to 1 GiB");
            }
            return new StreamHeader(width, height, framerate(), pixels, sound(), shared());
        }

        private Optional<Sound> sound() throws IOException {
            if (!values.containsKey("sound")) {
                for (String key : new String[] {"sample_rate", "channels"}) {
                    if (values.containsKey(key)) {
                        throw bad(key, values.get(key), "it only with sound=s16le, s32le or f32le");
                    }
                }
                return Optional.empty();
            }
            return Optional.of(new Sound(
                    constant("sound", SampleFormat.values(), "le"),
                    number("sample_rate", AudioFormat.MIN_SAMPLE_RATE, AudioFormat.MAX_SAMPLE_RATE),
                    number("channels", 1, AudioFormat.MAX_CHANNELS)));
        }

        private Optional<Shared> shared() throws IOException {
            String value = values.get("shared");
            if (value == null) {
                return Optional.empty();
            }
            Matcher matcher = SHARED.matcher(value);
            if (matcher.matches()) {
                int descriptor = Integer.parseInt(matcher.group(1));
                int slots = Integer.parseInt(matcher.group(2));
                if (descriptor > 2 && slots >= MIN_SLOTS && slots <= MAX_SLOTS) {
                    return Optional.of(new Shared(descriptor, slots));
                }
            }
            throw bad(
                    "shared",
                    value,
                    "a descriptor above 2, a colon and %d to %d slots".formatted(MIN_SLOTS, MAX_SLOTS));
        }

        private Rational framerate() throws IOException {
            String value = needed("framerate");
            try {
                Rational rate = Rational.parse(value);
                if (rate.numerator() > 0) {
                    return rate;
                }
            } catch (IllegalArgumentException e) {
                throw new IOException("%s: framerate: %s".formatted(name, e.getMessage()), e);
            }
            throw bad("framerate", value, "more than 0");
        }

        private int number(String key, int min, int max) throws IOException {
            String value = needed(key);
            int number = NUMBER.matcher(value).matches() ? Integer.parseInt(value) : -1;
            if (number < min || number > max) {
                throw bad(key, value, "%d to %d".formatted(min, max));
            }
            return number;
        }

        private <E extends Enum<E>> E constant(String key, E[] constants, String suffix) throws IOException {
            String value = needed(key);
            for (E constant : constants) {
                if (value.equals(word(constant, suffix))) {
                    return constant;
                }
            }
            throw bad(
                    key,
                    value,
                    Arrays.stream(constants)
                            .map(constant -> word(constant, suffix))
                            .collect(Collectors.joining(", ")));
        }

        private static String word(Enum<?> constant, String suffix) {
            return constant.name().toLowerCase(Locale.ROOT) + suffix;
        }

        private String needed(String key) throws IOException {
            String value = values.get(key);
            if (value == null) {
                throw new IOException("%s: header: %s is missing".formatted(name, key));
            }
            return value;
        }

        private IOException bad(String key, @Nullable String value, String allowed) {
            return new IOException("%s: %s: %s given, %s allowed".formatted(name, key, quoted(value), allowed));
        }
    }

    /** Bytes of who knows what go into a message, at most one line of them. */
    static String quoted(@Nullable String text) {
        String printable = String.valueOf(text).replaceAll("[^ -~]", "?");
        return "'%s'".formatted(printable.length() > 40 ? printable.substring(0, 40) + "..." : printable);
    }
}
