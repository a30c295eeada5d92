// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.DeviceLostException;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.OutputException;
import dev.moviemaker.Rational;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.RunningRecording;
import dev.moviemaker.VideoStream;
import dev.moviemaker.spi.ContainerProvider;
import dev.moviemaker.spi.ContainerWriter;
import dev.moviemaker.spi.VideoEncoder;
import dev.moviemaker.trace.Loggers;
import dev.moviemaker.trace.RecordingEvent;
import dev.moviemaker.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One movie from start to finish. The container is opened when the sound is known: at once if the settings declare it,
 * else with the first block of sound or the first frame. Whatever goes wrong in mid-recording ends it; what was
 * recorded then stays under the file's temporary name, complete as far as possible, and the error says so.
 */
final class MovieRecording implements RunningRecording {
    private static final long WAIT_FOR_EVER = -1;

    private final EncoderSettings settings;
    private final Path output;
    private final String extension;
    private final ContainerProvider containers;
    private final OutputFile file;
    private final VideoEncoder encoder;
    private final MovieTrack track;
    private final RecordingCounter figures;
    private final FrameDoor door;
    private final SoundCheck soundCheck;
    private final @Nullable RecordingEvent event = Trace.recording();
    private @Nullable ContainerWriter container;
    private List<AudioFormat> sound;
    private List<String> containerWarnings = List.of();
    private boolean finishing;
    private boolean over;

    /** Starts a recording; if that fails nothing is left of it and the target is as it was. */
    MovieRecording(EncoderSettings settings, Path output, String backend, EncoderChoice choice, Providers providers) {
        this.settings = settings;
        this.output = output;
        extension = OutputFile.extension(output);
        containers = providers.container(extension);
        soundCheck = new SoundCheck(containers, extension);
        sound = settings.audio().stream().map(soundCheck::declared).toList();
        file = OutputFile.reserve(output);
        figures = new RecordingCounter(backend, settings.timeBase());
        track = new MovieTrack(figures, file);
        OpenedEncoder opened;
        try {
            opened = choice.open(settings, providers, track);
        } catch (RuntimeException | Error e) {
            file.discard();
            throw e;
        }
        encoder = opened.encoder();
        try {
            figures.counts(opened);
            door = new FrameDoor(settings, encoder, figures);
            file.leftover()
                    .ifPresent(left -> figures.warn(
                            List.of("An earlier recording was not finished; what it had recorded is in " + left)));
            if (!sound.isEmpty()) {
                openContainer();
            }
            encoder.warnings().forEach(w -> Loggers.RECORDING.log(System.Logger.Level.WARNING, w));
            encoder.notes().forEach(Loggers::tellOnce);
        } catch (RuntimeException | Error e) {
            release();
            file.discard();
            throw e;
        }
    }

    @Override
    public void record(Frame frame) {
        boolean ignored = record(frame, WAIT_FOR_EVER);
    }

    @Override
    public boolean tryRecord(Frame frame, Duration timeout) {
        return record(frame, timeout.toNanos());
    }

    private boolean record(Frame frame, long nanos) {
        door.check(frame);
        try {
            if (nanos != WAIT_FOR_EVER && !door.awaitRoom(frame, nanos)) {
                return false;
            }
            rethrowWriteFailure();
            openContainer();
            if (door.isFirst() && frame.pts() != Frame.PTS_BY_FRAME_RATE) {
                track.variableRate();
            }
            door.pass(frame);
            return true;
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        } catch (Error e) {
            throw failedBy(e);
        }
    }

    /** Whatever it is, OutOfMemoryError too, nothing stays behind that cannot go on. */
    private Error failedBy(Error e) {
        try {
            Av1EncoderException ended = failed(new EncodeFailedException(e.toString(), e));
            Loggers.RECORDING.log(System.Logger.Level.WARNING, ended.getMessage());
        } catch (RuntimeException | Error again) {
            e.addSuppressed(again);
        }
        return e;
    }

    @Override
    public void record(AudioBlock block, int trackIndex) {
        if (sound.isEmpty() && container != null) {
            throw new IllegalStateException(
                    "sound came after the first frame: declare it in the settings (audio), or hand over its first "
                            + "block before");
        }
        List<AudioFormat> tracks = sound.isEmpty() ? List.of(soundCheck.of(block)) : sound;
        SoundCheck.require(tracks, block, trackIndex);
        ReadableMemory.require(block);
        sound = tracks;
        try {
            rethrowWriteFailure();
            openContainer().writeAudio(block, trackIndex);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        } catch (Error e) {
            throw failedBy(e);
        }
    }

    /** A refusal, whatever it is, leaves the recording as it was. */
    @Override
    public void changeRate(long bitrate, long maxBitrate, Rational framerate) {
        encoder.changeRate(RateChange.of(settings, bitrate, maxBitrate, framerate));
    }

    @Override
    public void finish() {
        finish(OptionalLong.empty());
    }

    @Override
    public void finish(long endPts) {
        finish(OptionalLong.of(endPts));
    }

    private void finish(OptionalLong endPts) {
        if (figures.framesSubmitted() == 0) {
            abandon();
            throw new OutputException("No frame was recorded, so %s was not written".formatted(output));
        }
        complete(endPts);
        if (figures.framesEncoded() != figures.framesSubmitted()) {
            warn(List.of("%d frames were handed over and %d packets came back"
                    .formatted(figures.framesSubmitted(), figures.framesEncoded())));
        }
        release();
        try {
            file.commit();
        } catch (IOException e) {
            String message = "Cannot give the complete movie its name %s: %s. %s"
                    .formatted(output, IoReason.of(e), file.whereabouts());
            ended(message);
            throw new OutputException(message, e);
        }
        ended(null);
    }

    /** Codes and writes all that was handed over. */
    private void complete(OptionalLong endPts) {
        try {
            rethrowWriteFailure();
            encoder.finish();
            rethrowWriteFailure();
            endPts.ifPresent(track::endsAt);
            track.drain();
            finishing = true;
            ContainerWriter open = openContainer();
            open.finish();
            warnAnew(open.warnings());
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        } catch (Error e) {
            throw failedBy(e);
        }
    }

    @Override
    public void cancel() {
        release();
        file.discard();
        ended("it was cancelled");
    }

    @Override
    public RecordingStatistics statistics() {
        return figures.snapshot();
    }

    /** Completes what there is, under its temporary name; leaves nothing of a movie without frames. Never throws. */
    @Override
    public void close() {
        if (over) {
            return;
        }
        try {
            if (figures.framesSubmitted() == 0) {
                abandon();
            } else {
                complete(OptionalLong.empty());
                release();
                file.keep();
                String message = "The recording to %s was not finished; what it had is in %s"
                        .formatted(output, file.temporary());
                ended(message);
                Loggers.RECORDING.log(System.Logger.Level.WARNING, message);
            }
        } catch (RuntimeException | Error e) {
            Loggers.RECORDING.log(System.Logger.Level.WARNING, "The recording to " + output + " was not completed", e);
        }
    }

    private ContainerWriter openContainer() {
        ContainerWriter open = container;
        if (open == null) {
            try {
                VideoStream stream = encoder.stream().with(settings.pixelAspect(), settings.tags());
                open = containers.create(file.temporary(), extension, stream, sound);
            } catch (IOException e) {
                throw new OutputException("Cannot write %s: %s".formatted(output, IoReason.of(e)), e);
            }
            container = open;
            track.to(open);
            figures.samplesClamped(open::samplesClamped);
            if (open.playable()) {
                file.plays();
                open.renamed(file.temporary());
            }
            containerWarnings = List.copyOf(open.warnings());
            warn(containerWarnings);
        }
        return open;
    }

    private void rethrowWriteFailure() throws IOException {
        MovieTrack.Failure failure = track.failure();
        if (failure != null) {
            throw new IOException("writing has stopped", failure.cause());
        }
    }

    /** Winds the recording up and says what is left of it. */
    private Av1EncoderException failed(Exception e) {
        encoder.close();
        MovieTrack.Failure writeFailure = track.failure();
        String kept = keep(writeFailure == null && !finishing && !(e instanceof IOException));
        Throwable cause = writeFailure == null ? e : writeFailure.cause();
        String message;
        Av1EncoderException failure;
        if (cause instanceof IOException io) {
            String where = writeFailure == null ? "" : " (frame %d)".formatted(writeFailure.frame());
            message = "Cannot write %s: %s%s. %s".formatted(output, IoReason.of(io), where, kept);
            failure = new OutputException(message, cause);
        } else {
            // Packets come in order: the first that did not come is that of the frame that failed.
            long frame = writeFailure == null ? figures.framesEncoded() : writeFailure.frame();
            message = "Frame %d: %s. %s".formatted(frame, sentence(cause), kept);
            // The program may have to replace a device of its own: it must be able to tell.
            failure = cause instanceof DeviceLostException
                    ? new DeviceLostException(message, cause)
                    : new EncodeFailedException(message, cause);
        }
        ended(message);
        return failure;
    }

    private static String sentence(Throwable cause) {
        String message = String.valueOf(cause.getMessage() == null ? cause : cause.getMessage());
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    /** Keeps what is in the file; tells where. */
    private String keep(boolean complete) {
        long frames = figures.framesEncoded();
        ContainerWriter open = container;
        if (open != null && complete && frames > 0) {
            try {
                track.drain();
                open.finish();
            } catch (IOException | RuntimeException e) {
                Loggers.RECORDING.log(System.Logger.Level.WARNING, "Cannot complete " + file.temporary(), e);
            }
        }
        release();
        if (frames == 0) {
            file.discard();
            return "Nothing had been recorded";
        }
        file.keep();
        return file.whereabouts();
    }

    private void abandon() {
        release();
        file.discard();
        ended("no frame was recorded");
    }

    /** Closes what writes; the encoder first, so that no packet finds its container closed. */
    private void release() {
        encoder.close();
        if (container != null) {
            container.close();
        }
        track.close();
    }

    /** Tells what has come since the container was opened. */
    private void warnAnew(List<String> sentences) {
        warn(sentences.stream().filter(w -> !containerWarnings.contains(w)).toList());
    }

    private void warn(List<String> sentences) {
        List<String> own = new ArrayList<>(sentences);
        figures.warn(own);
        own.forEach(w -> Loggers.RECORDING.log(System.Logger.Level.WARNING, w));
    }

    private void ended(@Nullable String failure) {
        over = true;
        figures.ended();
        if (event != null) {
            event.done(output.toString(), figures.snapshot(), failure);
        }
    }
}
