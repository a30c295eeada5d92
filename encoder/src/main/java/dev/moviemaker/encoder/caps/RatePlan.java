package dev.moviemaker.encoder.caps;

import dev.moviemaker.Rational;
import dev.moviemaker.rate.RateTargets;

/**
 * Rate control as it is sent.
 *
 * @param mode one bit of {@link EncodeLimits#rateControlModes}
 * @param targets QIndexes and bitrates within the device's limits
 * @param framerate frames per second
 * @param gopFrameCount frames of a GOP, at least 1: RADV misread 0, "no assumption"
 * @param bipredictiveInRow B pictures between anchors
 */
public record RatePlan(int mode, RateTargets targets, Rational framerate, int gopFrameCount, int bipredictiveInRow) {

    /**
     * Whether the driver chooses QIndexes.
     *
     * @return false for constant QIndex
     */
    public boolean active() {
        return mode != EncodeLimits.DISABLED;
    }

    /**
     * The same with other targets.
     *
     * @param newTargets bitrates
     * @param newFramerate frames per second
     * @return a new plan
     */
    public RatePlan with(RateTargets newTargets, Rational newFramerate) {
        return new RatePlan(mode, newTargets, newFramerate, gopFrameCount, bipredictiveInRow);
    }
}
