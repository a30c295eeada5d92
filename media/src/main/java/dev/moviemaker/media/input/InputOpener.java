// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what an input is and opens it: a movie in any format that FFmpeg reads, a YUV4MPEG2 file or stream,
 * numbered pictures, or raw frames. Immutable.
 */
public final class InputOpener {
    private static final int BUFFER = 1 << 20;

    /**
     * The size of raw frames.
     *
     * @param width pixels
     * @param height pixels
     */
    private record Size(int width, int height) {}

    private final MediaOptions options;
    private final @Nullable PixelFormat rawFormat;
    private final @Nullable Size size;
    private final @Nullable Rational frameRate;

    /**
     * Creates an opener.
     *
     * @param options how media are read, and whether their sound is wanted
     */
    public InputOpener(MediaOptions options) {
        this(options, null, null, null);
    }

    private InputOpener(
            MediaOptions options, @Nullable PixelFormat rawFormat, @Nullable Size size, @Nullable Rational frameRate) {
        this.options = options;
        this.rawFormat = rawFormat;
        this.size = size;
        this.frameRate = frameRate;
    }

    /**
     * Returns an opener whose inputs are raw frames: without any header, one after another without gaps. They also need
     * {@link #size} and {@link #frameRate}.
     *
     * @param format the memory layout of the samples; Y'CbCr is BT.709 of limited range, or as
     *     {@link MediaOptions#color()} says
     * @return the new opener
     */
    public InputOpener rawFormat(PixelFormat format) {
        return new InputOpener(options, format, size, frameRate);
    }

    /**
     * Returns an opener for frames of the given size. Inputs that state another are refused.
     *
     * @param width the width in pixels
     * @param height the height in pixels
     * @return the new opener
     */
    public InputOpener size(int width, int height) {
        return new InputOpener(options, rawFormat, new Size(width, height), frameRate);
    }

    /**
     * Returns an opener for raw frames and numbered pictures of the given frame rate. Inputs that state another are
     * refused.
     *
     * @param rate frames per second
     * @return the new opener
     */
    public InputOpener frameRate(Rational rate) {
        return new InputOpener(options, rawFormat, size, rate);
    }

    /**
     * Opens a file, a named pipe, or numbered pictures (their folder, one of them, their sound file, or a pattern such
     * as {@code a%04d.png}), with their sound or the sound that lies beside them if it is wanted.
     *
     * @return the input, which the caller must close
     * @throws IOException if it cannot be read; the message is one line and names it
     * @throws NoSuchTrackException if it does not have the sound track of the options
     * @throws IllegalArgumentException if the input states another size or frame rate than this opener, or states none
     *     and this opener has none; the message starts with {@code rawFormat}, {@code size} or {@code frameRate}
     */
    public MovieInput open(Path path) throws IOException {
        return checked(opened(path), path.toString());
    }

    /**
     * Opens a stream, which is read from front to back: a movie, YUV4MPEG2 or raw frames.
     *
     * @param stream the stream, which is closed with the input, or at once if it cannot be read
     * @param name the name of the stream, for messages
     * @return the input, which the caller must close
     * @throws IOException if it cannot be read; the message is one line and names it
     * @throws NoSuchTrackException if it does not have the sound track of the options
     * @throws IllegalArgumentException as {@link #open(Path)}
     */
    public MovieInput open(InputStream stream, String name) throws IOException {
        return checked(fromStream(stream, name), name);
    }

    private MovieInput checked(MovieInput input, String name) {
        try {
            requireAsGiven(name, input);
            return input;
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private MovieInput opened(Path path) throws IOException {
        if (rawFormat == null && isSequence(path)) {
            return sequence(path);
        }
        requireThere(path);
        if (Files.isDirectory(path)) {
            throw new IOException(path + ": is a folder");
        }
        if (rawFormat != null && Files.isRegularFile(path)) {
            return raw(rawFormat, null, path.toString());
        }
        if (!Files.isRegularFile(path)) {
            // A named pipe or the like can be read once only.
            return fromStream(Files.newInputStream(path), path.toString());
        }
        if (Files.size(path) == 0) {
            throw new IOException(path + ": the file is empty");
        }
        Optional<Y4mHeader> y4m;
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            y4m = Y4mHeader.peek(in, path.toString());
        }
        if (isDirect(y4m)) {
            return Y4mReader.open(path, Optional.ofNullable(frameRate));
        }
        if (y4m.isEmpty() && path.toString().toLowerCase(Locale.ROOT).matches(".*\\.(yuv|raw|rgba?|bgra|nv12|p010)")) {
            throw new IllegalArgumentException(
                    "rawFormat: none given, %s has no header: its pixel format, size and frame rate must be given"
                            .formatted(path));
        }
        return MediaReader.open(path, options);
    }

    /**
     * Opens a file or named pipe for its sound.
     *
     * @return the input, which the caller must close
     * @throws IOException if it cannot be read or contains no sound; the message is one line and names it
     * @throws NoSuchTrackException if it does not have the sound track of the options
     */
    public MovieInput openSound(Path path) throws IOException {
        requireThere(path);
        MediaOptions audible = options.withSound(true);
        MovieInput sound = Files.isRegularFile(path)
                ? MediaReader.openSound(path, audible)
                : MediaReader.openSound(Files.newInputStream(path), path.toString(), audible);
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
                ? stream(in, open -> new Y4mReader(open, name, Optional.ofNullable(frameRate)))
                : MediaReader.open(in, name, options);
    }

    /** Whether the frames pass as they are. */
    private boolean isDirect(Optional<Y4mHeader> y4m) {
        return y4m.flatMap(Y4mHeader::direct).isPresent() && options.color().isEmpty();
    }

    /** Frames without header from a stream, or from the file of that name. */
    private MovieInput raw(PixelFormat format, @Nullable InputStream in, String name) throws IOException {
        Size given = size;
        Rational rate = frameRate;
        ColorDescription color = options.color().orElse(ColorDescription.BT709);
        if (given == null || rate == null) {
            if (in != null) {
                in.close();
            }
            throw new IllegalArgumentException("rawFormat: frames without header also need a size and a frame rate");
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
        Rational rate = frameRate;
        if (rate == null) {
            throw new IllegalArgumentException(
                    "frameRate: none given, %s stands for pictures in files of their own, which need one"
                            .formatted(path));
        }
        PictureSequenceReader pictures = PictureSequenceReader.open(path, rate, options);
        Optional<Path> sound = options.sound() ? pictures.soundFile() : Optional.empty();
        if (sound.isEmpty()) {
            return pictures;
        }
        try {
            return new InputPair(pictures, openSound(sound.get()));
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
        if (frameRate != null && !frameRate.equals(video.frameRate())) {
            throw new IllegalArgumentException(
                    ("frameRate: %s given, %s has %s; only pictures in files of their own and frames without header"
                                    + " take it")
                            .formatted(frameRate, name, video.frameRate()));
        }
        if (size != null && (size.width() != video.width() || size.height() != video.height())) {
            throw new IllegalArgumentException("size: %dx%d given, %s has %dx%d; only frames without header take it"
                    .formatted(size.width(), size.height(), name, video.width(), video.height()));
        }
    }

    private static void requireThere(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isReadable(path)) {
            throw new AccessDeniedException(path.toString());
        }
    }

    /** Folders, numbered pictures, patterns of their names, and Godot's WAV file with its pictures beside it. */
    private boolean isSequence(Path path) throws IOException {
        return Files.isDirectory(path)
                || path.toString().toLowerCase(Locale.ROOT).endsWith(".wav")
                || PictureSequenceReader.isSequence(path, frameRate != null);
    }
}
