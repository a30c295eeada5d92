// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.transcode;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.LiveOutput;
import dev.moviemaker.Output;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.RecordingListener;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.Usage;
import dev.moviemaker.media.chunk.ChunkedMovie;
import dev.moviemaker.media.chunk.CodedChunk;
import dev.moviemaker.media.chunk.JoinedPictures;
import dev.moviemaker.media.input.InputOpener;
import dev.moviemaker.media.input.InputPair;
import dev.moviemaker.media.input.MediaOptions;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.NoSuchTrackException;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Transcoder} reads and writes, and how. An input and an output are required. Not thread-safe; opens any
 * number of transcoders, unless its input is a stream or open already.
 */
public final class TranscoderBuilder {
    /** Containers and live outputs of nothing but AV1. */
    private static final Set<String> WITHOUT_SOUND = Set.of("ivf", "obu", "av1", "rtp");

    private @Nullable Source source;
    private @Nullable Output output;
    private @Nullable Path soundFile;
    private MediaOptions options = MediaOptions.DEFAULT;
    private UnaryOperator<InputOpener> rawFrames = UnaryOperator.identity();
    private long maxFrames = Long.MAX_VALUE;
    private @Nullable String backend;
    private AudioCodec audioCodec = AudioCodec.OPUS;
    private Consumer<EncoderSettingsBuilder> settings = builder -> {};
    private boolean finishAtExit = true;
    private boolean constantRate;
    private final Map<RecordingListener, Duration> listeners = new LinkedHashMap<>();
    private @Nullable List<CodedChunk> chunks;

    /**
     * An input.
     *
     * @param name for messages
     * @param stays whether it can be read again after this conversion
     */
    private record Source(String name, boolean stays, Opening opening) {}

    private interface Opening {
        MovieInput open(InputOpener opener) throws IOException;
    }

    TranscoderBuilder() {}

    /**
     * Sets the input: a movie in any format that FFmpeg reads, a YUV4MPEG2 file, numbered pictures (their folder, one
     * of them, their sound file or a pattern such as {@code a%04d.png}; they need {@link #frameRate}), raw frames (they
     * need {@link #rawFrames}), or a named pipe.
     */
    public TranscoderBuilder input(Path file) {
        // Where there is nothing of that name, it is a pattern.
        boolean stays = !Files.exists(file) || Files.isRegularFile(file) || Files.isDirectory(file);
        source = new Source(file.toString(), stays, opener -> opener.open(file));
        return this;
    }

    /**
     * Sets the input: a stream, which is read from front to back.
     *
     * @param stream a movie, YUV4MPEG2 or raw frames; closed with the transcoder, or by {@link #open} if that fails
     * @param name the name of the stream, for messages
     */
    public TranscoderBuilder input(InputStream stream, String name) {
        source = new Source(name, false, opener -> opener.open(stream, name));
        return this;
    }

    /**
     * Sets the input: pictures, and sound if it has any, that are read or made elsewhere. {@link #options},
     * {@link #rawFrames} and {@link #frameRate} do not apply to it.
     *
     * @param input the input; closed with the transcoder, or by {@link #open} if that fails
     * @param name the name of the input, for messages
     */
    public TranscoderBuilder input(MovieInput input, String name) {
        source = new Source(name, false, opener -> input);
        return this;
    }

    /**
     * Sets that the input is raw frames, which have no header and follow each other without gaps.
     *
     * @param format the memory layout of the samples
     */
    public TranscoderBuilder rawFrames(PixelFormat format) {
        return read(opener -> opener.rawFormat(format));
    }

    /** Sets the size of raw frames in pixels. An input that states another is refused. */
    public TranscoderBuilder size(int width, int height) {
        return read(opener -> opener.size(width, height));
    }

    /**
     * Sets the frame rate of numbered pictures and raw frames in frames per second. An input that states another is
     * refused.
     */
    public TranscoderBuilder frameRate(Rational rate) {
        return read(opener -> opener.frameRate(rate));
    }

    private TranscoderBuilder read(UnaryOperator<InputOpener> step) {
        UnaryOperator<InputOpener> before = rawFrames;
        rawFrames = opener -> step.apply(before.apply(opener));
        return this;
    }

    /**
     * Sets how the input is read. Subtitles are copied wherever the output has a place for them.
     *
     * @param value by default {@link MediaOptions#DEFAULT}
     */
    public TranscoderBuilder options(MediaOptions value) {
        options = value;
        return this;
    }

    /** Takes the sound from this file instead of the input. */
    public TranscoderBuilder sound(Path file) {
        soundFile = file;
        return this;
    }

    /**
     * Converts only the first pictures, and the sound that belongs to them.
     *
     * @param frames how many, 1 or more
     */
    public TranscoderBuilder maxFrames(long frames) {
        if (frames < 1) {
            throw new IllegalArgumentException("maxFrames: %d given, at least 1 allowed".formatted(frames));
        }
        maxFrames = frames;
        return this;
    }

    /** Sets the file to write; its extension selects the container. See {@link MovieMaker} for its temporary name. */
    public TranscoderBuilder output(Path file) {
        return output(Output.file(file));
    }

    /** Sets where to write. A file's frames are sent to live outputs at their times. */
    public TranscoderBuilder output(Output to) {
        output = to;
        return this;
    }

    /** Sets the backend, as {@link MovieMaker#create(String)}; by default that of {@link MovieMaker#create()}. */
    public TranscoderBuilder backend(String name) {
        backend = name;
        return this;
    }

    /** Sets the codec of the sound; by default Opus. */
    public TranscoderBuilder audioCodec(AudioCodec codec) {
        audioCodec = codec;
        return this;
    }

    /**
     * Changes the settings, which by default are the properties of the input, the lowest level that fits and, for
     * files, {@link Usage#TRANSCODING}.
     *
     * @param changes sets what is to be different
     */
    public TranscoderBuilder settings(Consumer<EncoderSettingsBuilder> changes) {
        settings = settings.andThen(changes);
        return this;
    }

    /**
     * Makes the frame rate constant: that of the settings or else the average one of the input. Frames are dropped and
     * repeated by their times; see {@link EncoderSettings#constantFrameRate()}.
     */
    public TranscoderBuilder constantFrameRate() {
        constantRate = true;
        return settings(builder -> builder.constantFrameRate(true));
    }

    /**
     * Makes the frame rate constant.
     *
     * @param rate frames per second
     */
    public TranscoderBuilder constantFrameRate(Rational rate) {
        return constantFrameRate().settings(builder -> builder.framerate(rate));
    }

    /** Adds a listener, as {@link MovieMaker#addListener}. */
    public TranscoderBuilder listener(RecordingListener listener, Duration interval) {
        listeners.put(listener, interval);
        return this;
    }

    /** Sets what happens at the end of the process, as {@link MovieMaker#finishAtExit}; by default true. */
    public TranscoderBuilder finishAtExit(boolean wanted) {
        finishAtExit = wanted;
        return this;
    }

    /**
     * Takes the pictures from chunks that were coded from the same input with the same settings ({@link #openChunks}),
     * without loss; sound, chapters and tags come from the input as ever. The settings must be those of the chunks.
     *
     * @param coded all chunks in their order
     */
    public TranscoderBuilder join(List<CodedChunk> coded) {
        chunks = List.copyOf(coded);
        return this;
    }

    /**
     * Opens the pictures of the input to code them in chunks, here or on other machines. Chunks are coded in software.
     *
     * @return the movie, which the caller must close
     * @throws IOException if the input cannot be read; the message is one line and names it
     * @throws IllegalArgumentException if something given is not allowed, or the input can be read only once; the
     *     message starts with its name
     */
    public ChunkedMovie openChunks() throws IOException {
        Source from = source;
        if (from == null || !from.stays()) {
            throw new IllegalArgumentException("input: %s given, a file that can be read more than once allowed"
                    .formatted(from == null ? "none" : from.name()));
        }
        MovieInput input = open(from, false, false);
        try {
            Excerpt excerpt = new Excerpt(from.name(), input, false, maxFrames, List.of());
            return new ChunkedMovie(input, settings(from, excerpt), maxFrames);
        } catch (IOException | RuntimeException | Error e) {
            input.close();
            throw e;
        }
    }

    /**
     * Opens the input and prepares the encoder. Nothing is written before {@link Transcoder#run}.
     *
     * @return a transcoder, which the caller must close
     * @throws IOException if the input cannot be read; the message is one line and names it
     * @throws NoSuchTrackException if the input does not have the sound track of the options
     * @throws IllegalArgumentException if something given is not allowed, or input and output are the same file; the
     *     message starts with its name
     * @throws UnsupportedException if the backend cannot encode on this machine
     */
    public Transcoder open() throws IOException {
        Source from = source;
        Output to = output;
        if (from == null || to == null) {
            throw new IllegalArgumentException((from == null ? "input" : "output") + ": none given");
        }
        boolean hasPlace = !WITHOUT_SOUND.contains(container(to));
        boolean withSound = options.sound() && hasPlace;
        MovieInput input = open(from, withSound, container(to).equals("mkv"));
        try {
            if (chunks != null) {
                input.leavePictures();
                JoinedPictures pictures = new JoinedPictures(input, chunks);
                MovieMaker.registerBackend(JoinedPictures.BACKEND, pictures::backend);
                input = new InputPair(pictures, input);
            }
            requireTrack(from, input, withSound);
            requireOther(to, input.files());
            List<String> notes = options.sound() && !hasPlace && input.hasSound()
                    ? List.of(
                            to instanceof LiveOutput
                                    ? "the sound is left out: rtp does not carry it here; rtmp, srt, .m3u8 and .mpd do"
                                    : "the sound is left out: a .%s file has no place for it; .mp4, .mkv and .webm have"
                                            .formatted(container(to)))
                    : List.of();
            Excerpt excerpt = new Excerpt(from.name(), input, withSound, maxFrames, notes);
            EncoderSettings made = settings(from, excerpt);
            return new Transcoder(excerpt, maker(made, to), made, to);
        } catch (IOException | RuntimeException | Error e) {
            input.close();
            throw e;
        }
    }

    private EncoderSettings settings(Source from, Excerpt excerpt) throws IOException {
        return InputSettings.of(excerpt, audioCodec, builder -> {
            if (from.stays()) {
                builder.usage(Usage.TRANSCODING);
            }
            settings.accept(builder);
        });
    }

    private MovieInput open(Source from, boolean withSound, boolean subtitles) throws IOException {
        MediaOptions own = options.withSound(withSound && soundFile == null)
                .withSubtitles(subtitles)
                .withExactTimes(constantRate || options.exactTimes());
        InputOpener opener = rawFrames.apply(new InputOpener(own));
        MovieInput pictures = from.opening().open(opener);
        if (!withSound || soundFile == null) {
            return pictures;
        }
        try {
            return new InputPair(pictures, opener.openSound(soundFile));
        } catch (IOException | RuntimeException e) {
            pictures.close();
            throw e;
        }
    }

    private void requireTrack(Source from, MovieInput input, boolean withSound) throws NoSuchTrackException {
        if (withSound && options.audioTrack().isPresent() && input.audio().isEmpty()) {
            throw new NoSuchTrackException("there is no sound in " + from.name());
        }
    }

    private static void requireOther(Output to, List<Path> read) throws IOException {
        Path written = to instanceof Output.File target ? target.path() : null;
        for (Path file : read) {
            if (written != null && Files.exists(written) && Files.exists(file) && Files.isSameFile(written, file)) {
                throw new IllegalArgumentException("output: %s is an input, too".formatted(to));
            }
        }
    }

    private MovieMaker maker(EncoderSettings made, Output to) {
        String name = chunks == null ? backend : JoinedPictures.BACKEND;
        MovieMaker maker = name == null ? MovieMaker.create() : MovieMaker.create(name);
        try {
            maker.configure(made);
            if (to instanceof Output.File file) {
                requireContainer(maker, file.path());
            }
            maker.finishAtExit(finishAtExit);
            listeners.forEach(maker::addListener);
            return maker;
        } catch (RuntimeException | Error e) {
            maker.close();
            throw e;
        }
    }

    private void requireContainer(MovieMaker maker, Path to) {
        Set<String> known = maker.description().mimeTypes().keySet();
        if (!known.contains(extension(to))) {
            throw new IllegalArgumentException("output: %s given, a name that ends in %s allowed"
                    .formatted(
                            to.toString().isEmpty() ? "''" : to,
                            known.stream()
                                    .sorted()
                                    .map(extension -> "." + extension)
                                    .collect(Collectors.joining(", "))));
        }
        if (extension(to).equals("webm") && audioCodec != AudioCodec.OPUS) {
            throw new IllegalArgumentException("audio_codec: %s given, opus allowed in %s"
                    .formatted(audioCodec.name().toLowerCase(Locale.ROOT), to));
        }
    }

    /** The container by its extension; of live outputs the scheme. */
    private static String container(Output to) {
        return switch (to) {
            case Output.File file -> extension(file.path());
            case Output.Channel channel -> channel.container();
            case Output.Stream stream -> stream.container();
            case LiveOutput live -> live.scheme();
            default -> "";
        };
    }

    /** What follows the last dot of a file's name, in lower case; empty if there is no dot. */
    private static String extension(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "";
    }
}
