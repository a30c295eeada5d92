// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.media.input.InputPair;
import dev.moviemaker.media.input.MediaOptions;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.PictureSequenceReader;
import dev.moviemaker.media.input.RawReader;
import dev.moviemaker.media.input.VideoInfo;
import dev.moviemaker.media.input.Y4mHeader;
import dev.moviemaker.media.input.Y4mReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what an input is and opens it.
 *
 * @param stdin what the name {@code -} stands for
 * @param rawFormat of frames without header, if the input is that
 * @param framerate of frames without header and of pictures in files of their own
 * @param options how media are read, and whether their sound is wanted
 */
record Inputs(
        InputStream stdin,
        @Nullable PixelFormat rawFormat,
        OptionValues.@Nullable Size size,
        @Nullable Rational framerate,
        MediaOptions options) {
    private static final String STDIN = "-";
    private static final int BUFFER = 1 << 20;

    /** Opens pictures, with their sound or the sound that lies beside them if that is wanted. */
    MovieInput open(String name) throws IOException {
        MovieInput input = opened(name);
        try {
            requireAsGiven(name, input);
            return input;
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private MovieInput opened(String name) throws IOException {
        if (name.equals(STDIN)) {
            return fromStream(stdin, "standard input");
        }
        Path path = Path.of(name);
        if (rawFormat == null && isSequence(path)) {
            return sequence(path);
        }
        requireThere(path);
        if (Files.isDirectory(path)) {
            throw new IOException(name + ": is a folder");
        }
        if (rawFormat != null && Files.isRegularFile(path)) {
            return raw(rawFormat, null, name);
        }
        if (!Files.isRegularFile(path)) {
            // A named pipe or the like can be read once only.
            return fromStream(Files.newInputStream(path), name);
        }
        if (Files.size(path) == 0) {
            throw new IOException(name + ": the file is empty");
        }
        Optional<Y4mHeader> y4m;
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            y4m = Y4mHeader.peek(in, name);
        }
        if (isDirect(y4m)) {
            return Y4mReader.open(path, Optional.ofNullable(framerate));
        }
        if (y4m.isEmpty() && name.toLowerCase(Locale.ROOT).matches(".*\\.(yuv|raw|rgba?|bgra|nv12|p010)")) {
            throw Failure.usage(
                    "%s has no header: --format, --size and --fps must say what is in it".formatted(name), null);
        }
        return MediaReader.open(path, options);
    }

    /** Opens a file or pipe for its sound. */
    static MovieInput openSound(Path path, MediaOptions options) throws IOException {
        requireThere(path);
        MovieInput sound = Files.isRegularFile(path)
                ? MediaReader.openSound(path, options)
                : MediaReader.openSound(Files.newInputStream(path), path.toString(), options);
        if (sound.audio().isEmpty()) {
            sound.close();
            throw new IOException(path + ": there is no sound in it");
        }
        return sound;
    }

    private MovieInput fromStream(InputStream raw, String name) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
        if (rawFormat != null) {
            return raw(rawFormat, in, name);
        }
        Optional<Y4mHeader> y4m = stream(in, open -> {
            in.mark(1);
            if (in.read() < 0) {
                throw new IOException(name + ": the input is empty");
            }
            in.reset();
            return Y4mHeader.peek(in, name);
        });
        return isDirect(y4m)
                ? stream(in, open -> new Y4mReader(open, name, Optional.ofNullable(framerate)))
                : MediaReader.open(in, name, options);
    }

    /** Whether the frames pass as they are. */
    private boolean isDirect(Optional<Y4mHeader> y4m) {
        return y4m.flatMap(Y4mHeader::direct).isPresent() && options.color().isEmpty();
    }

    /** Frames without header from a stream, or from the file of that name. */
    private MovieInput raw(PixelFormat format, @Nullable InputStream in, String name) throws IOException {
        OptionValues.Size given = size;
        Rational rate = framerate;
        ColorDescription color = options.color().orElse(ColorDescription.BT709);
        if (given == null || rate == null) {
            if (in != null) {
                in.close();
            }
            throw Failure.usage("--format: frames without header also need --size and --fps", null);
        }
        if (in == null) {
            return RawReader.open(Path.of(name), format, given.width(), given.height(), rate, color);
        }
        return stream(in, open -> new RawReader(open, name, format, given.width(), given.height(), rate, color));
    }

    private interface Opener<T> {
        T open(InputStream in) throws IOException;
    }

    private static <T> T stream(InputStream in, Opener<T> opener) throws IOException {
        try {
            return opener.open(in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private MovieInput sequence(Path path) throws IOException {
        Rational rate = framerate;
        if (rate == null) {
            throw Failure.usage("%s: pictures in files of their own need --fps".formatted(path), null);
        }
        PictureSequenceReader pictures = PictureSequenceReader.open(path, rate, options);
        Optional<Path> sound = options.sound() ? pictures.soundFile() : Optional.empty();
        if (sound.isEmpty()) {
            return pictures;
        }
        try {
            return new InputPair(pictures, openSound(sound.get(), options));
        } catch (IOException | RuntimeException e) {
            pictures.close();
            throw e;
        }
    }

    /** What an input says of itself is not overridden: told apart, it is refused. */
    private void requireAsGiven(String name, MovieInput input) {
        VideoInfo video = input.video().orElse(null);
        if (video == null) {
            return;
        }
        if (framerate != null && !framerate.equals(video.frameRate())) {
            throw Failure.usage(
                    "--fps: %s given, %s has %s; only pictures in files of their own and frames without header take it"
                            .formatted(framerate, name, video.frameRate()),
                    null);
        }
        if (size != null && (size.width() != video.width() || size.height() != video.height())) {
            throw Failure.usage(
                    "--size: %dx%d given, %s has %dx%d; only frames without header take it"
                            .formatted(size.width(), size.height(), name, video.width(), video.height()),
                    null);
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

    /** Folders, numbered pictures, patterns of their names, and Godot's WAV file with its pictures beside it. */
    private boolean isSequence(Path path) throws IOException {
        return Files.isDirectory(path)
                || path.toString().toLowerCase(Locale.ROOT).endsWith(".wav")
                || PictureSequenceReader.isSequence(path, framerate != null);
    }
}
