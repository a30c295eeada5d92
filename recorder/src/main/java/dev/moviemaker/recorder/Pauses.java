// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.recording.FrameClock;
import java.util.OptionalLong;

/**
 * The pauses of one recording. What comes while it is paused is left out; afterwards the times of frames that bring
 * their own close up over the pause. One thread at a time; without a pause nothing is allocated.
 */
final class Pauses {
    private final long frameDuration;
    private boolean paused;
    /** The next frame follows the last one before the pause. */
    private boolean closesUp;

    private long shift;
    private long nextShift;
    private long lastPts = Frame.PTS_BY_FRAME_RATE;
    private long frames;

    /** Of a recording that has just started. */
    Pauses(EncoderSettings settings) {
        frameDuration = Math.max(1, settings.framerate().inverse().rescale(1, settings.timeBase()));
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
        if (shift != 0 && pts <= lastPts + shift) {
            throw FrameClock.notLater(frames, pts, lastPts + shift);
        }
        // A caller whose clock stood still in the pause has closed up already.
        nextShift = closesUp && lastPts != Frame.PTS_BY_FRAME_RATE
                ? Math.max(shift, pts - (lastPts + frameDuration))
                : shift;
        return nextShift == 0 ? frame : frame.withPts(pts - nextShift);
    }

    /** The frame that {@link #timed} gave last was recorded. */
    void recorded(Frame frame) {
        if (frame.pts() != Frame.PTS_BY_FRAME_RATE) {
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
