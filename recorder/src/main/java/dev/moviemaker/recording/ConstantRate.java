// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.Rational;
import dev.moviemaker.VulkanFrame;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames that bring their own times into frames of a constant rate. The movie's frame {@code k} is the latest one
 * whose time, counted from the first and rounded to whole frame durations, is at most {@code k}: a frame that is
 * followed within its duration is left out, one that nothing follows is repeated. What is shown is known only when the
 * next frame comes, so a copy of the last one is held.
 *
 * <p>One thread at a time.
 */
final class ConstantRate implements AutoCloseable {
    private static final int ALIGNMENT = 64;

    private final Rational timeBase;
    private final Rational framePeriod;
    private final RecordingCounter counter;
    private @Nullable Arena arena;
    private List<CpuFrame.Plane> memory = List.of();
    private @Nullable CpuFrame held;
    private boolean shown;
    private long frames;
    private long firstPts;
    private long lastPts;
    private long nextTick;

    /** Of frames in the time base of the settings, to their frame rate. */
    ConstantRate(EncoderSettings settings, RecordingCounter counter) {
        timeBase = settings.timeBase();
        framePeriod = settings.framerate().inverse();
        this.counter = counter;
    }

    /**
     * Refuses what cannot be converted. Changes nothing.
     *
     * @throws IllegalArgumentException naming what is wrong and what is allowed
     */
    void check(Frame frame) {
        if (frame instanceof VulkanFrame) {
            throw new IllegalArgumentException(
                    "frame %d: an image on a GPU given, only frames in memory allowed with".formatted(frames)
                            + " constant_frame_rate, which may have to repeat them");
        }
        if (frame.pts() == Frame.PTS_BY_FRAME_RATE) {
            throw new IllegalArgumentException(
                    "frame %d: no pts given, but the frames before have one: give one to every frame or to none"
                            .formatted(frames));
        }
        if (frames > 0 && frame.pts() <= lastPts) {
            throw FrameClock.notLater(frames, frame.pts(), lastPts);
        }
    }

    /** Whether a frame has come. */
    boolean isRunning() {
        return frames > 0;
    }

    /**
     * Takes a frame that was checked; hands on what is shown before it. Where there is no room for that in time, what
     * is shown before that stays for longer.
     *
     * @param nanos how long to wait for room at most; negative for as long as it takes
     */
    void record(CpuFrame frame, long nanos, FrameIntake.Step next) throws IOException {
        long deadline = System.nanoTime() + nanos;
        if (frames == 0) {
            firstPts = frame.pts();
        }
        long tick = tick(frame.pts());
        while (nextTick < tick) {
            show(nanos < 0 ? nanos : Math.max(0, deadline - System.nanoTime()), next);
        }
        CpuFrame before = held;
        boolean force = frame.forceKeyFrame();
        if (before != null && !shown) {
            counter.dropped();
            force |= before.forceKeyFrame();
        }
        hold(frame, force);
        shown = false;
        lastPts = frame.pts();
        frames++;
    }

    private long tick(long pts) {
        return timeBase.rescale(pts - firstPts, framePeriod);
    }

    private void show(long nanos, FrameIntake.Step next) throws IOException {
        CpuFrame frame = held;
        if (frame == null) {
            throw new IllegalStateException("no frame came before");
        }
        if (next.pass(frame, nanos) && shown) {
            counter.duplicated();
        }
        if (!shown) {
            shown = true;
            held = new CpuFrame(frame.format(), frame.width(), frame.height(), frame.planes());
        }
        nextTick++;
    }

    /**
     * Hands on the last frame.
     *
     * @param endPts when it ends, in units of the time base; without that it lasts as long as any
     */
    void finish(OptionalLong endPts, FrameIntake.Step next) throws IOException {
        if (held != null) {
            long end = endPts.isPresent() ? tick(endPts.getAsLong()) : nextTick + 1;
            do {
                show(-1, next);
            } while (nextTick < end);
        }
    }

    private void hold(CpuFrame frame, boolean force) {
        CpuFrame before = held;
        if (before == null
                || before.format() != frame.format()
                || before.width() != frame.width()
                || before.height() != frame.height()) {
            reserve(frame);
        }
        for (int i = 0; i < memory.size(); i++) {
            CpuFrame.Plane to = memory.get(i);
            MemorySegment from = frame.planes().get(i).data();
            int rows = frame.format().rows(i, frame.height());
            for (int row = 0; row < rows; row++) {
                MemorySegment.copy(
                        from, frame.rowOffset(i, row), to.data(), (long) row * to.strideBytes(), to.strideBytes());
            }
        }
        held = new CpuFrame(frame.format(), frame.width(), frame.height(), memory, Frame.PTS_BY_FRAME_RATE, force);
    }

    @SuppressWarnings("MustBeClosedChecker") // Closed in close(), or when another format comes.
    private void reserve(CpuFrame frame) {
        close();
        Arena owner = Arena.ofShared();
        arena = owner;
        List<CpuFrame.Plane> planes = new ArrayList<>();
        for (int i = 0; i < frame.format().planeCount(); i++) {
            int stride = frame.format().rowBytes(i, frame.width());
            long bytes = (long) stride * frame.format().rows(i, frame.height());
            planes.add(new CpuFrame.Plane(owner.allocate(bytes, ALIGNMENT), stride));
        }
        memory = List.copyOf(planes);
    }

    /** Releases the copy; a frame that was not handed on is lost. */
    @Override
    public void close() {
        held = null;
        if (arena != null) {
            arena.close();
            arena = null;
        }
    }
}
