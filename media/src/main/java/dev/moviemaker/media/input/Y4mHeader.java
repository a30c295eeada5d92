// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.ColorDescription.ChromaPosition;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a YUV4MPEG2 stream.
 *
 * @param width the width in pixels
 * @param height the height in pixels
 * @param rate the frame rate in frames per second; empty if it is 0:0, which means unknown
 * @param sampling the text after C
 * @param full whether samples use the full range
 * @param progressive whether all frames are progressive
 * @param pixelAspect the width of a pixel divided by its height
 */
public record Y4mHeader(
        int width,
        int height,
        Optional<Rational> rate,
        String sampling,
        boolean full,
        boolean progressive,
        Rational pixelAspect) {
    /** The start of every stream. */
    static final String MAGIC = "YUV4MPEG2";

    /** A longer line is not a header. */
    static final int MAX_LINE = 1024;

    /** The number of digits is limited because parsing long numbers takes long. */
    private static final Pattern RATIO = Pattern.compile("([0-9]{1,9})[:/]([0-9]{1,9})");

    /**
     * Reads the header of a stream without consuming it.
     *
     * @param in a stream at its start that supports {@code mark}; its position does not change
     * @param name the name of the stream, for messages
     * @return the header, or empty if the stream is not YUV4MPEG2
     * @throws IOException if the header is invalid
     */
    public static Optional<Y4mHeader> peek(InputStream in, String name) throws IOException {
        in.mark(MAX_LINE + 1);
        byte[] start = in.readNBytes(MAX_LINE);
        in.reset();
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (!text.startsWith(MAGIC)) {
            return Optional.empty();
        }
        int end = text.indexOf('\n');
        if (end < 0) {
            throw new IOException("%s: %s"
                    .formatted(name, start.length < MAX_LINE ? "ends inside a y4m header" : "not y4m: no header line"));
        }
        return Optional.of(parse(text.substring(0, end), name));
    }

    static Y4mHeader parse(String line, String name) throws IOException {
        if (!line.startsWith(MAGIC)) {
            throw new IOException("%s: not y4m: it does not start with YUV4MPEG2".formatted(name));
        }
        int width = 0;
        int height = 0;
        Optional<Rational> rate = Optional.of(Rational.of(25));
        String sampling = "420";
        String range = "";
        boolean progressive = true;
        Rational aspect = Rational.of(1);
        for (String token : line.substring(MAGIC.length()).strip().split(" +", -1)) {
            if (token.isEmpty()) {
                continue;
            }
            String value = token.substring(1);
            switch (token.charAt(0)) {
                case 'W' -> width = side(token, name);
                case 'H' -> height = side(token, name);
                case 'F' -> rate = ratio(token, "frame rate", name);
                case 'A' -> aspect = ratio(token, "aspect", name).orElse(Rational.of(1));
                case 'C' -> sampling = value;
                case 'X' -> range = value.startsWith("COLORRANGE=") ? value : range;
                case 'I' -> progressive = value.equals("p") || value.equals("?");
                default -> {
                    // Not among the format's letters.
                }
            }
        }
        requireSize("width", width, name);
        requireSize("height", height, name);
        // Grey alone is of full range unless it says otherwise, as FFmpeg has it.
        boolean full =
                range.equals("COLORRANGE=FULL") || (sampling.startsWith("mono") && !range.equals("COLORRANGE=LIMITED"));
        return new Y4mHeader(width, height, rate, sampling, full, progressive, aspect);
    }

    /**
     * Returns the format of frames that can be used as they are; empty for other samplings and interlaced frames, which
     * must be converted.
     */
    public Optional<PixelFormat> direct() {
        if (!progressive) {
            return Optional.empty();
        }
        return switch (sampling) {
            case "420", "420jpeg", "420mpeg2", "420paldv", "mono" -> Optional.of(PixelFormat.I420);
            case "420p10" -> Optional.of(PixelFormat.I010);
            default -> Optional.empty();
        };
    }

    /** Where chroma lies; the plain name means what JPEG has, as in FFmpeg. */
    ChromaPosition chromaPosition() {
        return switch (sampling) {
            case "420", "420jpeg" -> ChromaPosition.UNKNOWN;
            case "420paldv" -> ChromaPosition.TOP_LEFT;
            default -> ChromaPosition.LEFT;
        };
    }

    boolean isLumaOnly() {
        return sampling.equals("mono");
    }

    private static int side(String token, String name) throws IOException {
        try {
            return Integer.parseInt(token.substring(1));
        } catch (NumberFormatException e) {
            throw new IOException("%s: y4m header: '%s' is no size".formatted(name, token), e);
        }
    }

    private static void requireSize(String side, int pixels, String name) throws IOException {
        if (pixels < CpuFrame.MIN_SIZE || pixels > CpuFrame.MAX_SIZE) {
            throw new IOException("%s: y4m header: %s: %d pixels given, %d to %d allowed"
                    .formatted(name, side, pixels, CpuFrame.MIN_SIZE, CpuFrame.MAX_SIZE));
        }
    }

    /** 0:0 means unknown. */
    private static Optional<Rational> ratio(String token, String what, String name) throws IOException {
        Matcher matcher = RATIO.matcher(token.substring(1));
        if (matcher.matches()) {
            long numerator = Long.parseLong(matcher.group(1));
            long denominator = Long.parseLong(matcher.group(2));
            if (numerator > 0 && denominator > 0) {
                return Optional.of(new Rational(numerator, denominator));
            }
            if (numerator == 0) {
                return Optional.empty();
            }
        }
        throw new IOException("%s: y4m header: '%s' is no %s, as 30000:1001 is".formatted(name, token, what));
    }
}
