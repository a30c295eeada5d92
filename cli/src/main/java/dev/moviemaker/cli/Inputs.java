package dev.moviemaker.cli;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.media.input.InputPair;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.PngSequenceReader;
import dev.moviemaker.media.input.RawReader;
import dev.moviemaker.media.input.WavReader;
import dev.moviemaker.media.input.Y4mReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what an input is and opens it.
 *
 * @param stdin what the name {@code -} stands for
 * @param rawFormat of frames without header, if the input is that
 * @param size of frames without header
 * @param framerate of frames without header and of pictures in files of their own
 */
record Inputs(
        InputStream stdin,
        @Nullable PixelFormat rawFormat,
        Values.@Nullable Size size,
        @Nullable Rational framerate) {
    private static final String STDIN = "-";
    private static final int BUFFER = 1 << 20;
    private static final byte[] Y4M = "YUV4MPEG2".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern PRINTF = Pattern.compile("(.*)%0?\\d*d(.*)");

    /** Opens pictures, with the sound that lies beside them if {@code withSound}. */
    MovieInput open(String name, boolean withSound) throws IOException {
        if (name.equals(STDIN)) {
            return fromStream(new BufferedInputStream(stdin, BUFFER), "standard input");
        }
        Path path = path(name);
        if (rawFormat != null) {
            return raw(rawFormat, Files.newInputStream(path), name);
        }
        if (isSequence(path)) {
            return sequence(path, withSound);
        }
        if (Files.size(path) == 0) {
            throw new IOException(name + ": the file is empty");
        }
        if (startsAsY4m(path)) {
            return stream(Files.newInputStream(path), in -> new Y4mReader(in, name));
        }
        if (name.toLowerCase(Locale.ROOT).matches(".*\\.(yuv|raw|rgba?|bgra|nv12|p010)")) {
            throw Failure.usage(
                    "%s has no header: --format, --size and --fps must say what is in it".formatted(name), null);
        }
        return MediaReader.open(path);
    }

    /** Opens a file for its sound. */
    static MovieInput openSound(Path path) throws IOException {
        requireThere(path);
        MovieInput sound = isNamed(path, ".wav") ? WavReader.open(path) : MediaReader.open(path);
        if (sound.audio().isEmpty()) {
            sound.close();
            throw new IOException(path + ": there is no sound in it");
        }
        return sound;
    }

    private MovieInput fromStream(BufferedInputStream in, String name) throws IOException {
        if (rawFormat != null) {
            return raw(rawFormat, in, name);
        }
        in.mark(Y4M.length);
        byte[] start = in.readNBytes(Y4M.length);
        in.reset();
        if (start.length == 0) {
            throw new IOException(name + ": the input is empty");
        }
        if (!Arrays.equals(start, Y4M)) {
            throw new IOException(name + ": not y4m; frames without header need --format, --size and --fps");
        }
        return new Y4mReader(in, name);
    }

    private MovieInput raw(PixelFormat format, InputStream in, String name) throws IOException {
        Values.Size given = size;
        Rational rate = framerate;
        if (given == null || rate == null) {
            in.close();
            throw Failure.usage("--format: frames without header also need --size and --fps", null);
        }
        return stream(
                in,
                open -> new RawReader(open, name, format, given.width(), given.height(), rate, ColorDescription.BT709));
    }

    private interface Opener {
        MovieInput open(InputStream in) throws IOException;
    }

    private static MovieInput stream(InputStream in, Opener opener) throws IOException {
        try {
            return opener.open(in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private MovieInput sequence(Path path, boolean withSound) throws IOException {
        Rational rate = framerate;
        if (rate == null) {
            throw Failure.usage("%s: pictures in files of their own need --fps".formatted(path), null);
        }
        PngSequenceReader pictures = PngSequenceReader.open(path, rate);
        Optional<Path> sound = withSound ? pictures.soundFile() : Optional.empty();
        if (sound.isEmpty()) {
            return pictures;
        }
        try {
            return new InputPair(pictures, WavReader.open(sound.get()));
        } catch (IOException | RuntimeException e) {
            pictures.close();
            throw e;
        }
    }

    /** The file, a folder, or the first file of a pattern such as {@code shot%04d.png}. */
    private static Path path(String name) throws IOException {
        Path path = Path.of(name);
        Matcher matcher = PRINTF.matcher(name);
        if (Files.exists(path) || !matcher.matches()) {
            requireThere(path);
            return path;
        }
        Path folder = Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path);
        String pattern = Pattern.quote(
                        Path.of(matcher.group(1) + "x").getFileName().toString().replaceFirst("x$", "")) + "\\d+"
                + Pattern.quote(matcher.group(2));
        requireThere(folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches(pattern))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new NoSuchFileException(name));
        }
    }

    private static void requireThere(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isReadable(path)) {
            throw new java.nio.file.AccessDeniedException(path.toString());
        }
    }

    /** Folders, pictures, and Godot's WAV file with its pictures beside it. */
    private static boolean isSequence(Path path) {
        return Files.isDirectory(path) || isNamed(path, ".png") || isNamed(path, ".wav");
    }

    private static boolean isNamed(Path path, String extension) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(extension);
    }

    private static boolean startsAsY4m(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(Y4M.length), Y4M);
        }
    }
}
