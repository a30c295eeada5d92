// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

/** Compares where sound is with where its times say it should be. Counts sample frames as handed out. */
final class SoundClock {
    /** Beyond this a difference is a gap or an overlap, not drift. */
    private static final double GAP_SECONDS = 0.1;

    /** Beyond this no correction can keep up. */
    private static final double LOST_SECONDS = 0.5;

    /** Differences below this are the rounding of containers. */
    private static final double DRIFT_SECONDS = 0.02;

    /** At a splice even a small difference is one. */
    private static final double SPLICE_SECONDS = 0.01;

    /** Small differences are corrected at a speed that nobody hears, large ones soon. */
    private static final double GENTLE_SPEED = 0.01;

    private static final double FAST_SPEED = 0.1;

    /** From this difference on sound and pictures part. */
    private static final double LARGE_SECONDS = 0.045;

    /** How much of a difference counts at once: times jitter. */
    private static final double WEIGHT = 0.25;

    /** What is to be done before a frame. */
    sealed interface Step {
        /** Nothing. */
        record Go() implements Step {}

        /** So much silence. */
        record Wait(long frames) implements Step {}

        /** So much of the frame is left out. */
        record Cut(long frames) implements Step {}

        /** The next {@code over} samples become longer by {@code frames}, or shorter. */
        record Stretch(int frames, int over) implements Step {}
    }

    private final int rate;
    private long position;
    private double drift;
    private long correctedUntil;
    private boolean gentle;
    private boolean splice;

    SoundClock(int rate) {
        this.rate = rate;
    }

    long position() {
        return position;
    }

    void delivered(long frames) {
        position += frames;
    }

    /** The next frame is of another kind than those before: it need not follow them smoothly. */
    void splice() {
        splice = true;
    }

    /**
     * What to do before a frame.
     *
     * @param seconds the time of its first sample
     * @param delay samples that are on their way
     */
    Step step(double seconds, long delay) {
        long difference = Math.round(seconds * rate) - position - delay;
        if (position == 0) {
            return difference == 0 ? new Step.Go() : jump(difference);
        }
        if (splice) {
            drift = 0;
            // An overlap may be longer than one frame.
            splice = difference < -SPLICE_SECONDS * rate;
            return Math.abs(difference) > SPLICE_SECONDS * rate ? jump(difference) : new Step.Go();
        }
        boolean suddenly = Math.abs(difference - drift) > GAP_SECONDS * rate / 2;
        if (Math.abs(difference) > (suddenly ? GAP_SECONDS : LOST_SECONDS) * rate) {
            drift = 0;
            splice = difference < 0;
            return jump(difference);
        }
        drift += WEIGHT * (difference - drift);
        boolean large = Math.abs(drift) > LARGE_SECONDS * rate;
        if (Math.abs(drift) > DRIFT_SECONDS * rate && (position >= correctedUntil || (gentle && large))) {
            int over = (int) (Math.abs(drift) / (large ? FAST_SPEED : GENTLE_SPEED));
            gentle = !large;
            correctedUntil = position + over;
            return new Step.Stretch((int) Math.round(drift), over);
        }
        return new Step.Go();
    }

    private static Step jump(long difference) {
        return difference > 0 ? new Step.Wait(difference) : new Step.Cut(-difference);
    }
}
