// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.media.input.MediaOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/** Values of options that are not plain numbers. */
final class OptionValues {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})[xX*×](\\d{1,6})");
    private static final double MAX_SECONDS = 24 * 3600;

    private OptionValues() {}

    /**
     * A picture's size.
     *
     * @param width pixels
     * @param height pixels
     */
    record Size(int width, int height) {}

    /** What follows the last dot of a file's name, in lower case; empty if there is no dot. */
    static String extension(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "";
    }

    /** Files of nothing but AV1: they have no place for sound. */
    static boolean isBareStream(Path output) {
        String name = output.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".ivf") || name.endsWith(".obu") || name.endsWith(".av1");
    }

    static final class SizeConverter implements ITypeConverter<Size> {
        @Override
        public Size convert(String text) {
            Matcher matcher = SIZE.matcher(text.strip());
            if (!matcher.matches()) {
                throw new TypeConversionException("'%s' is not a size: write for example 1280x720".formatted(text));
            }
            return new Size(side("width", matcher.group(1)), side("height", matcher.group(2)));
        }

        private static int side(String name, String digits) {
            int pixels = Integer.parseInt(digits);
            if (pixels < CpuFrame.MIN_SIZE || pixels > CpuFrame.MAX_SIZE) {
                throw new TypeConversionException("%s: %d pixels given, %d to %d allowed"
                        .formatted(name, pixels, CpuFrame.MIN_SIZE, CpuFrame.MAX_SIZE));
            }
            return pixels;
        }
    }

    static final class RateConverter implements ITypeConverter<Rational> {
        @Override
        public Rational convert(String text) {
            try {
                return Rational.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(Errors.message(e));
            }
        }
    }

    /**
     * That the frame rate is made constant.
     *
     * @param rate frames per second; empty for those of the input
     */
    record ConstantRate(Optional<Rational> rate) {}

    /** Puts in a word where the rate is left out, so that what follows the option is not taken for it. */
    static final class ConstantRatePreprocessor implements IParameterPreprocessor {
        @Override
        public boolean preprocess(Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            if (args.isEmpty() || !args.peek().matches("[\\d./]+")) {
                args.push(ConstantRateConverter.OF_THE_INPUT);
            }
            return false;
        }
    }

    static final class ConstantRateConverter implements ITypeConverter<ConstantRate> {
        static final String OF_THE_INPUT = "input";

        @Override
        public ConstantRate convert(String text) {
            return new ConstantRate(
                    text.equals(OF_THE_INPUT) ? Optional.empty() : Optional.of(new RateConverter().convert(text)));
        }
    }

    /** A colour as 0xRRGGBB. */
    static final class ColourConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            String name = text.strip().toLowerCase(Locale.ROOT);
            String digits = switch (name) {
                case "black" -> "000000";
                case "white" -> "ffffff";
                default -> name.startsWith("#") ? name.substring(1) : name;
            };
            if (!digits.matches("[0-9a-f]{6}")) {
                throw new TypeConversionException("'%s' is no colour: write for example #336699".formatted(text));
            }
            return Integer.parseInt(digits, 16);
        }
    }

    /** Whether the file has place for one track of sound only. */
    static boolean isWebm(Path output) {
        return extension(output).equals("webm");
    }

    /** The number of a track, or {@link MediaOptions#ALL_TRACKS}. */
    static final class TrackConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            String word = text.strip().toLowerCase(Locale.ROOT);
            if (word.equals("all")) {
                return MediaOptions.ALL_TRACKS;
            }
            if (!word.matches("[1-9][0-9]{0,3}")) {
                throw new TypeConversionException("%s given, a number of at least 1 or all allowed".formatted(text));
            }
            return Integer.parseInt(word);
        }
    }

    /** When interlaced frames are made progressive. */
    enum Deinterlace {
        AUTO,
        OFF
    }

    static final class DeinterlaceConverter implements ITypeConverter<Deinterlace> {
        @Override
        public Deinterlace convert(String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "auto" -> Deinterlace.AUTO;
                case "off" -> Deinterlace.OFF;
                default -> throw new TypeConversionException("'%s' given, auto or off allowed".formatted(text));
            };
        }
    }

    /** Takes our names of formats, and those of FFmpeg and GStreamer. */
    static final class FormatConverter implements ITypeConverter<PixelFormat> {
        private static final Map<String, PixelFormat> OTHER_NAMES = Map.ofEntries(
                Map.entry("rgba", PixelFormat.RGBA8),
                Map.entry("bgra", PixelFormat.BGRA8),
                Map.entry("rgb", PixelFormat.RGB24),
                Map.entry("rgb8", PixelFormat.RGB24),
                Map.entry("x2bgr10le", PixelFormat.RGB10A2),
                Map.entry("rgb10a2_le", PixelFormat.RGB10A2),
                Map.entry("x2rgb10le", PixelFormat.BGR10A2),
                Map.entry("bgr10a2_le", PixelFormat.BGR10A2),
                Map.entry("yuv420p", PixelFormat.I420),
                Map.entry("yuv420", PixelFormat.I420),
                Map.entry("p010le", PixelFormat.P010),
                Map.entry("p010_10le", PixelFormat.P010),
                Map.entry("yuv420p10", PixelFormat.I010),
                Map.entry("yuv420p10le", PixelFormat.I010),
                Map.entry("i420_10le", PixelFormat.I010));

        @Override
        public PixelFormat convert(String text) {
            String name = text.strip().toLowerCase(Locale.ROOT);
            PixelFormat other = OTHER_NAMES.get(name);
            if (other != null) {
                return other;
            }
            for (PixelFormat format : PixelFormat.values()) {
                if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return format;
                }
            }
            String own = Arrays.stream(PixelFormat.values())
                    .map(format -> format.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            throw new TypeConversionException("'%s' is not a format of raw frames: write %s, or FFmpeg's names %s"
                    .formatted(text, own, "rgba, bgra, yuv420p, p010le, yuv420p10le"));
        }
    }

    static final class Seconds implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                double seconds = Double.parseDouble(text.strip());
                if (seconds > 0 && seconds <= MAX_SECONDS) {
                    return seconds;
                }
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'%s' is not a number of seconds".formatted(text));
            }
            throw new TypeConversionException(
                    "'%s' given, more than 0 and at most %.0f allowed".formatted(text, MAX_SECONDS));
        }
    }
}
