// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.DeviceLostException;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.Output;
import dev.moviemaker.OutputException;
import dev.moviemaker.Rational;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.RunningRecording;
import dev.moviemaker.VideoStream;
import dev.moviemaker.spi.VideoEncoder;
import dev.moviemaker.trace.Loggers;
import dev.moviemaker.trace.RecordingEvent;
import dev.moviemaker.trace.Trace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One movie from start to finish. The destination is opened when the sound is known: at once if the settings declare
 * it, else with the first block of sound or the first frame. Whatever goes wrong in mid-recording ends it; what was
 * recorded then stays under the file's temporary name, complete as far as possible, and the error says so.
 */
final class MovieRecording implements RunningRecording {
    private static final long WAIT_FOR_EVER = -1;

    private final EncoderSettings settings;
    private final Destination destination;
    private final VideoEncoder encoder;
    private final MovieTrack track;
    private final RecordingCounter figures;
    private final FrameDoor door;
    private final FrameIntake intake;
    private final SoundCheck soundCheck;
    private final @Nullable RecordingEvent event = Trace.recording();
    private boolean open;
    private List<AudioFormat> sound;
    private List<String> firstWarnings = List.of();
    private boolean finishing;
    private boolean over;

    /** Starts a recording; if that fails nothing is left of it and the target is as it was. */
    MovieRecording(EncoderSettings settings, Output output, String backend, EncoderChoice choice, Providers providers) {
        this.settings = FrameIntake.ofEncoder(settings);
        sound = settings.audio();
        destination = Destinations.of(output, this.settings, providers);
        soundCheck = destination.soundCheck();
        figures = new RecordingCounter(backend, this.settings.timeBase());
        track = new MovieTrack(figures, destination);
        OpenedEncoder opened;
        try {
            opened = choice.open(this.settings, providers, track);
        } catch (RuntimeException | Error e) {
            destination.discard();
            throw e;
        }
        encoder = opened.encoder();
        try {
            figures.counts(opened);
            door = new FrameDoor(this.settings, encoder, figures);
            intake = new FrameIntake(settings, door, figures, this::pass);
            destination.notice().ifPresent(notice -> figures.warn(List.of(notice)));
            if (!sound.isEmpty()) {
                open();
            }
            encoder.warnings().forEach(w -> Loggers.RECORDING.log(System.Logger.Level.WARNING, w));
            encoder.notes().forEach(Loggers::tellOnce);
        } catch (RuntimeException | Error e) {
            release();
            destination.discard();
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
        try {
            return intake.record(frame, nanos);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        } catch (Error e) {
            throw failedBy(e);
        }
    }

    /** Hands a frame on that the door has checked. */
    private boolean pass(Frame frame, long nanos) throws IOException {
        if (nanos >= 0 && !door.awaitRoom(frame, nanos)) {
            return false;
        }
        rethrowWriteFailure();
        open();
        if (door.isFirst() && frame.pts() != Frame.PTS_BY_FRAME_RATE) {
            track.variableRate();
        }
        door.pass(destination.keyFrameAt(door.pts()) ? frame.withForcedKeyFrame() : frame);
        return true;
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
        if (sound.isEmpty() && open) {
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
            open();
            destination.writeAudio(block, trackIndex);
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
        if (isEmpty()) {
            abandon();
            throw new OutputException("No frame was recorded, so %s was not written".formatted(destination));
        }
        complete(endPts);
        if (figures.framesEncoded() != figures.framesSubmitted()) {
            warn(List.of("%d frames were handed over and %d packets came back"
                    .formatted(figures.framesSubmitted(), figures.framesEncoded())));
        }
        release();
        try {
            destination.commit();
        } catch (IOException e) {
            String message = "Cannot give the complete movie its name %s: %s. %s"
                    .formatted(destination, IoReason.of(e), destination.whereabouts());
            ended(message);
            throw new OutputException(message, e);
        }
        ended(null);
    }

    /** Codes and writes all that was handed over. */
    private void complete(OptionalLong endPts) {
        try {
            rethrowWriteFailure();
            OptionalLong end = intake.finish(endPts);
            encoder.finish();
            rethrowWriteFailure();
            end.ifPresent(track::endsAt);
            track.drain();
            finishing = true;
            open();
            destination.finish();
            warnAnew(destination.warnings());
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        } catch (Error e) {
            throw failedBy(e);
        }
    }

    @Override
    public void cancel() {
        release();
        destination.discard();
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
            if (isEmpty()) {
                abandon();
            } else {
                complete(OptionalLong.empty());
                release();
                destination.keep();
                String message =
                        "The recording to %s was not finished. %s".formatted(destination, destination.whereabouts());
                ended(message);
                Loggers.RECORDING.log(System.Logger.Level.WARNING, message);
            }
        } catch (RuntimeException | Error e) {
            Loggers.RECORDING.log(
                    System.Logger.Level.WARNING, "The recording to " + destination + " was not completed", e);
        }
    }

    private void open() {
        if (!open) {
            try {
                VideoStream stream = encoder.stream().with(settings.pixelAspect(), settings.tags());
                destination.open(stream, sound);
            } catch (IOException e) {
                throw new OutputException("Cannot write %s: %s".formatted(destination, IoReason.of(e)), e);
            }
            open = true;
            track.open();
            figures.samplesClamped(destination::samplesClamped);
            figures.live(destination::live);
            firstWarnings = List.copyOf(destination.warnings());
            warn(firstWarnings);
        }
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
            message = "Cannot write %s: %s%s. %s".formatted(destination, IoReason.of(io), where, kept);
            failure = new OutputException(message, cause);
        } else if (cause instanceof OutputException output) {
            message = "%s. %s".formatted(sentence(output), kept);
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
        if (open && complete && frames > 0) {
            try {
                track.drain();
                destination.finish();
            } catch (IOException | RuntimeException e) {
                Loggers.RECORDING.log(System.Logger.Level.WARNING, "Cannot complete " + destination, e);
            }
        }
        release();
        if (frames == 0) {
            destination.discard();
            return "Nothing had been recorded";
        }
        destination.keep();
        return destination.whereabouts();
    }

    private boolean isEmpty() {
        return figures.framesSubmitted() == 0 && !intake.holds();
    }

    private void abandon() {
        release();
        destination.discard();
        ended("no frame was recorded");
    }

    /** Closes what writes; the encoder first, so that no packet finds its container closed. */
    private void release() {
        encoder.close();
        destination.close();
        track.close();
        if (intake != null) {
            intake.close();
        }
    }

    /** Tells what has come since the destination was opened. */
    private void warnAnew(List<String> sentences) {
        warn(sentences.stream().filter(w -> !firstWarnings.contains(w)).toList());
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
            event.done(destination.toString(), figures.snapshot(), failure);
        }
    }
}
