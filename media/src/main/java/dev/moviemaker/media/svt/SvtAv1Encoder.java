// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.VideoStream;
import dev.moviemaker.media.convert.FrameConverter;
import dev.moviemaker.spi.VideoEncoder;
import java.util.List;

/**
 * SVT-AV1 behind a bounded queue: {@code submit} converts on the caller's thread into a frame of the pool, the codec's
 * own thread codes it and delivers what comes out.
 */
final class SvtAv1Encoder implements VideoEncoder {
    private static final System.Logger LOG = System.getLogger("dev.moviemaker.media");

    private final EncoderSettings settings;
    private final VideoStream stream;
    private final List<String> warnings;
    private final List<String> notes;
    private final FrameConverter converter;
    private final FrameExchange frames;
    private final Runnable closed;
    private final Thread worker;
    private long submitted;

    /**
     * Starts the worker.
     *
     * @param firstFrame its number in the movie
     * @param coding takes frames from the exchange until there is none
     * @param closed to be run when nobody uses the frames any more
     */
    SvtAv1Encoder(
            EncoderSettings settings,
            VideoStream stream,
            List<String> warnings,
            List<String> notes,
            FrameExchange frames,
            long firstFrame,
            Runnable coding,
            Runnable closed) {
        this.settings = settings;
        this.stream = stream;
        this.warnings = List.copyOf(warnings);
        this.notes = List.copyOf(notes);
        converter = new FrameConverter(settings.color());
        this.frames = frames;
        submitted = firstFrame;
        this.closed = closed;
        worker = Thread.ofPlatform().name("svt-av1-encoder").daemon().start(coding);
    }

    @Override
    public VideoStream stream() {
        return stream;
    }

    @Override
    public String device() {
        return SvtAv1Provider.NAME;
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public boolean awaitRoom(long nanos) {
        return frames.awaitRoom(nanos);
    }

    @Override
    public void check(Frame frame) {
        CpuFrame _ = inMemory(frame, submitted);
    }

    @Override
    public void submit(Frame frame, long pts, long duration) {
        CpuFrame cpu = inMemory(frame, submitted);
        SvtFrame target = frames.takeFree();
        boolean converted = false;
        try {
            converter.convert(cpu, target.picture);
            converted = true;
        } catch (IllegalStateException | WrongThreadException e) {
            throw new IllegalArgumentException(
                    "frame %d: its memory cannot be read: %s".formatted(submitted, e.getMessage()), e);
        } finally {
            if (!converted) {
                frames.giveBack(target);
            }
        }
        target.pts = pts;
        target.duration = duration;
        target.forceKeyFrame = frame.forceKeyFrame() || settings.keyframeInterval() == 1;
        frames.fill(target);
        submitted++;
    }

    static CpuFrame inMemory(Frame frame, long number) {
        if (frame instanceof CpuFrame cpu) {
            return cpu;
        }
        throw new IllegalArgumentException("frame %d: a %s given, the software encoder takes frames in memory only"
                .formatted(number, frame.getClass().getSimpleName()));
    }

    @Override
    public void finish() {
        frames.last();
        boolean over = false;
        while (!over) {
            over = frames.awaitLast();
        }
    }

    /** The first half of {@link #finish}: does not wait. */
    void last() {
        frames.last();
    }

    /** The second half, in steps: waits a moment and tells whether it is done. */
    boolean awaitLast() {
        return frames.awaitLast();
    }

    /** Throws what went wrong, if something did. */
    void requireGood() {
        frames.requireGood();
    }

    /** Whether {@link #requireGood} would throw nothing. */
    boolean isGood() {
        return frames.isGood();
    }

    /** Whether its codec is freed. */
    boolean isReleased() {
        return frames.isReleased();
    }

    /** Whether closing would not wait. */
    boolean isOver() {
        return frames.isOver();
    }

    /** Waits a moment for {@link #isOver}, and tells whether it is. */
    boolean awaitOver() {
        return frames.awaitOver();
    }

    /** Whether this is the thread that delivers its packets. */
    boolean isWorker(Thread thread) {
        return thread == worker;
    }

    /** The first half of {@link #close}: does not wait. */
    void abandon() {
        frames.abandon();
    }

    @Override
    public void close() {
        frames.abandon();
        if (isWorker(Thread.currentThread())) {
            return;
        }
        boolean over = false;
        while (!over) {
            over = frames.awaitOver();
        }
        if (frames.isEnded()) {
            frames.free();
            closed.run();
        } else {
            LOG.log(System.Logger.Level.WARNING, "SVT-AV1 has stalled; its threads and memory stay behind");
        }
    }
}
