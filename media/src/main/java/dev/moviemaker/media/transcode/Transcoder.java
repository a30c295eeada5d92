// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.transcode;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Output;
import dev.moviemaker.OutputException;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;

/**
 * Converts a file or stream to AV1: pictures, sound, chapters and tags.
 *
 * <pre>{@code
 * try (Transcoder transcoder = Transcoder.builder()
 *         .input(Path.of("game.avi"))
 *         .output(Path.of("game.mp4"))
 *         .settings(settings -> settings.rateControl(RateControlMode.CRF).quality(60))
 *         .open()) {
 *     System.out.println(transcoder.run().statistics().framesEncoded() + " frames");
 * }
 * }</pre>
 *
 * <p>The recording has the properties of the input (size, frame rate, colours, sound) unless the settings change them.
 * Frames of variable rate keep their times, unless their rate is made
 * {@linkplain TranscoderBuilder#constantFrameRate() constant}.
 *
 * <p>Threading: one thread opens, runs and closes it. Any thread may call {@link #statistics}, {@link #stop} and
 * {@link #cancel}.
 */
public final class Transcoder implements AutoCloseable {
    private final Excerpt input;
    private final MovieMaker maker;
    private final EncoderSettings settings;
    private final Output output;
    private boolean started;
    private OptionalLong recordedEnd = OptionalLong.empty();
    private volatile boolean stopped;
    private volatile boolean cancelled;

    Transcoder(Excerpt input, MovieMaker maker, EncoderSettings settings, Output output) {
        this.input = input;
        this.maker = maker;
        this.settings = settings;
        this.output = output;
    }

    /** Returns a builder without input and output. */
    public static TranscoderBuilder builder() {
        return new TranscoderBuilder();
    }

    /** Returns the settings of the recording: the properties of the input, changed as asked. */
    public EncoderSettings settings() {
        return settings;
    }

    /** Returns how many frames will be recorded, if the input states it; it may contain fewer or more. */
    public OptionalLong expectedFrames() {
        OptionalLong frames = input.expected();
        // Those of a constant rate are as many as the movie is long.
        return settings.constantFrameRate() && frames.isPresent()
                ? OptionalLong.of(input.video()
                        .frameRate()
                        .inverse()
                        .rescale(frames.getAsLong(), settings.framerate().inverse()))
                : frames;
    }

    /** Returns the files that are read; empty for streams. */
    public List<Path> files() {
        return input.files();
    }

    /** Returns a snapshot of the statistics; all numbers are zero before {@link #run}. Never waits. */
    public RecordingStatistics statistics() {
        return maker.statistics();
    }

    /**
     * Converts the input from beginning to end and completes the output. May be called once. An interrupt of the thread
     * has the effect of {@link #stop}, and its interrupt status remains set.
     *
     * @throws IncompleteInputException if the input fails or ends early after some frames; the output is complete
     *     and contains these
     * @throws IOException if the input fails before its first frame; nothing is written
     * @throws CancellationException if {@link #cancel} was called; nothing is left of the output
     * @throws UnsupportedException if no encoder supports the settings
     * @throws OutputException if the output cannot be written
     * @throws Av1EncoderException if a frame could not be encoded
     */
    public TranscodeResult run() throws IOException {
        if (started) {
            throw new IllegalStateException("run: called before, allowed once");
        }
        started = true;
        try (ReadAhead ahead = new ReadAhead(input)) {
            maker.start(output);
            Optional<Throwable> failure = pump(ahead);
            if (cancelled) {
                maker.cancel();
                throw new CancellationException("the conversion to %s was cancelled".formatted(output));
            }
            return finish(failure);
        }
    }

    /** Returns why the input failed; nothing to throw at its end or when told to stop. */
    private Optional<Throwable> pump(ReadAhead ahead) {
        try {
            MovieInput.Item item = ahead.next(this::isOver);
            while (item != null) {
                switch (item) {
                    case MovieInput.Item.Picture picture -> record(picture);
                    case MovieInput.Item.Sound sound -> maker.record(sound.block(), sound.track());
                }
                item = ahead.next(this::isOver);
            }
            return Optional.empty();
        } catch (ReadAhead.InputFailure e) {
            return Optional.of(e.of());
        }
    }

    private void record(MovieInput.Item.Picture picture) {
        maker.record(picture.frame());
        recordedEnd = OptionalLong.of(picture.frame().pts() + picture.duration());
    }

    private boolean isOver() {
        return stopped || cancelled;
    }

    private TranscodeResult finish(Optional<Throwable> failure) throws IOException {
        boolean early = stopped || Thread.currentThread().isInterrupted();
        Optional<String> reason = failure.map(Transcoder::reason).or(() -> early ? Optional.empty() : input.cutShort());
        if (reason.isPresent() && recordedEnd.isEmpty()) {
            maker.cancel();
            throw new IOException(reason.get(), failure.orElse(null));
        }
        // An input that is told to stop has been read further than it was recorded.
        OptionalLong end = early ? recordedEnd : input.endPts();
        if (end.isPresent()) {
            maker.finish(end.getAsLong());
        } else {
            maker.finish();
        }
        TranscodeResult result =
                new TranscodeResult(settings, maker.statistics(), input.notes(), early && reason.isEmpty());
        if (reason.isPresent()) {
            throw new IncompleteInputException(reason.get(), output.toString(), result, failure.orElse(null));
        }
        return result;
    }

    private static String reason(Throwable failure) {
        return switch (failure) {
            case UncheckedIOException wrapped when wrapped.getCause() != null -> reason(wrapped.getCause());
            case FileSystemException file -> file.getFile() + ": " + file.getReason();
            case IOException io when io.getMessage() != null -> io.getMessage();
            case OutOfMemoryError memory -> "not enough memory (%s)".formatted(memory.getMessage());
            default -> failure.toString();
        };
    }

    /** Ends the input now: {@link #run} completes the output with what was read, and returns. */
    public void stop() {
        stopped = true;
    }

    /** Ends the conversion: {@link #run} deletes what was written and throws {@link CancellationException}. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * Closes input and encoder. An existing file with the name of the output is as it was, unless {@link #run}
     * completed the output.
     */
    @Override
    public void close() {
        if (!started) {
            started = true;
            input.close();
        }
        maker.close();
    }
}
