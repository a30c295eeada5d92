// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.Rational;
import dev.moviemaker.recording.FrameClock;
import java.util.OptionalLong;

/**
 * The times of one recording: where they begin, and its pauses. What comes while it is paused is left out; afterwards
 * the times of frames that bring their own close up over the pause. One thread at a time; without a pause nothing is
 * allocated.
 */
final class Pauses {
    /** A recording that begins later was given the times of a clock. */
    private static final long CLOCK_SECONDS = 10;

    private final long frameDuration;
    private final long clockFrom;
    private boolean hasOrigin;
    private long origin;
    private boolean paused;
    /** The next frame follows the last one before the pause. */
    private boolean closesUp;

    private long shift;
    private long nextShift;
    private long lastPts = Frame.PTS_BY_FRAME_RATE;
    private long frames;

    /** Of a recording that has just started. */
    Pauses(EncoderSettings settings) {
        clockFrom = Rational.of(1).rescale(CLOCK_SECONDS, settings.timeBase());
        frameDuration = Math.max(1, settings.framerate().inverse().rescale(1, settings.timeBase()));
    }

    /**
     * The time that is 0 in the movie: that of the first frame or sound that has one, if it is a clock's.
     *
     * @param pts a time of sound, which may be the first
     */
    long origin(long pts) {
        if (!hasOrigin) {
            begin(originOf(pts));
        }
        return origin;
    }

    private long originOf(long pts) {
        return pts > clockFrom ? pts : 0;
    }

    private void begin(long zero) {
        hasOrigin = true;
        origin = zero;
        shift = zero;
    }

    void pause() {
        paused = true;
    }

    void resume() {
        closesUp |= paused;
        paused = false;
    }

    boolean paused() {
        return paused;
    }

    /**
     * The frame with the time at which the movie shows it. Asking changes nothing.
     *
     * @throws IllegalArgumentException if its time is not after that of the frame before, both as the caller gave them
     */
    Frame timed(Frame frame) {
        long pts = frame.pts();
        if (pts == Frame.PTS_BY_FRAME_RATE) {
            return frame;
        }
        long before = hasOrigin ? shift : originOf(pts);
        if (shift != 0 && pts <= lastPts + shift) {
            throw FrameClock.notLater(frames, pts, lastPts + shift);
        }
        // A caller whose clock stood still in the pause has closed up already.
        nextShift = closesUp && lastPts != Frame.PTS_BY_FRAME_RATE
                ? Math.max(before, pts - (lastPts + frameDuration))
                : before;
        if (pts < nextShift) {
            throw new IllegalArgumentException(
                    "frame %d: pts %d given, at least %d (the first time of the recording) allowed"
                            .formatted(frames, pts, nextShift));
        }
        return nextShift == 0 ? frame : frame.withPts(pts - nextShift);
    }

    /** The frame that {@link #timed} gave last was recorded. */
    void recorded(Frame frame) {
        if (frame.pts() != Frame.PTS_BY_FRAME_RATE) {
            if (!hasOrigin) {
                begin(nextShift);
            }
            shift = nextShift;
            lastPts = frame.pts();
        }
        closesUp = false;
        frames++;
    }

    /** When the movie ends; where it ends in a pause the last frame lasts as long as any. */
    OptionalLong end(OptionalLong endPts) {
        return endPts.isEmpty() || paused || closesUp
                ? OptionalLong.empty()
                : OptionalLong.of(endPts.getAsLong() - shift);
    }
}
