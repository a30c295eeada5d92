// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.Rational;

/**
 * Gives frames their times: counted at the constant frame rate, or the caller's own, which are checked. The first frame
 * decides which. Exact at any length.
 */
public final class FrameClock {
    private enum Rate {
        UNDECIDED,
        CONSTANT,
        VARIABLE
    }

    private final Rational framePeriod;
    private final Rational timeBase;
    private Rate rate = Rate.UNDECIDED;
    private long frames;
    private long skipped;
    private long lastPts;

    /**
     * Creates a clock at time 0.
     *
     * @param settings with frame rate and time base
     */
    public FrameClock(EncoderSettings settings) {
        framePeriod = settings.framerate().inverse();
        timeBase = settings.timeBase();
    }

    /**
     * The next frame's time. Asking changes nothing.
     *
     * @return its pts in units of the time base
     * @throws IllegalArgumentException if its time does not fit the frames before
     */
    public long pts(Frame frame) {
        boolean byRate = frame.pts() == Frame.PTS_BY_FRAME_RATE;
        if (byRate && rate == Rate.VARIABLE) {
            throw new IllegalArgumentException(
                    "frame %d: no pts given, but the frames before have one: give one to every frame or to none"
                            .formatted(frames));
        }
        if (!byRate && rate == Rate.CONSTANT) {
            throw new IllegalArgumentException(
                    "frame %d: pts %d given, but the frames before have none: give one to every frame or to none"
                            .formatted(frames, frame.pts()));
        }
        if (byRate) {
            return constant(frames + skipped);
        }
        if (rate == Rate.VARIABLE && frame.pts() <= lastPts) {
            throw notLater(frames, frame.pts(), lastPts);
        }
        return frame.pts();
    }

    /** The refusal of a frame whose time is not after that of the frame before. */
    public static IllegalArgumentException notLater(long frame, long pts, long before) {
        return new IllegalArgumentException(
                "frame %d: pts %d given, more than %d (the frame before) allowed".formatted(frame, pts, before));
    }

    /**
     * How long the next frame lasts: exact at a constant rate, nominal at a variable one, where only the next frame
     * tells.
     *
     * @return at least 1 unit of the time base
     */
    public long duration(Frame frame) {
        return frame.pts() == Frame.PTS_BY_FRAME_RATE
                ? constant(frames + skipped + 1) - constant(frames + skipped)
                : Math.max(1, constant(1));
    }

    /** Counts a frame that was taken. */
    public void advance(Frame frame) {
        rate = frame.pts() == Frame.PTS_BY_FRAME_RATE ? Rate.CONSTANT : Rate.VARIABLE;
        lastPts = frame.pts();
        frames++;
    }

    /**
     * Lets the time of a frame pass that is not taken, so that those after it keep theirs. Changes nothing where frames
     * bring their own.
     */
    public void skip(Frame frame) {
        if (frame.pts() == Frame.PTS_BY_FRAME_RATE) {
            rate = Rate.CONSTANT;
            skipped++;
        }
    }

    /** Frames taken. */
    public long frames() {
        return frames;
    }

    private long constant(long frame) {
        return framePeriod.rescale(frame, timeBase);
    }
}
