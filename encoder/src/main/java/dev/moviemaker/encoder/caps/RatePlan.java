// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Rational;
import dev.moviemaker.rate.RateTargets;
import java.util.Optional;

/**
 * Rate control as it is sent.
 *
 * @param targets QIndexes and bitrates within the device's limits
 * @param gopFrameCount frames of a GOP, at least 1: RADV misread 0, "no assumption"
 */
public record RatePlan(int mode, RateTargets targets, Rational framerate, int gopFrameCount, int bipredictiveInRow) {

    /** What settings aim at, within the device's limits. */
    static RateTargets targets(EncoderSettings settings, ProfileSupport.Supported profile) {
        return RateTargets.of(settings)
                .clampedQIndex(profile.av1().minQIndex(), profile.av1().maxQIndex())
                .clampedPeak(profile.encode().maxBitrate());
    }

    /** What to say where the device does not take the peak bitrate of the settings. */
    public Optional<String> peakWarning(EncoderSettings settings) {
        return mode == EncodeLimits.VBR && targets.peakBitsPerSecond() < settings.maxBitrate()
                ? Optional.of("max_bitrate: %d requested, the device supports at most %d"
                        .formatted(settings.maxBitrate(), targets.peakBitsPerSecond()))
                : Optional.empty();
    }

    /** Returns whether the driver chooses QIndexes. */
    public boolean active() {
        return mode != EncodeLimits.DISABLED;
    }

    /** Returns the same with other targets. */
    public RatePlan with(RateTargets newTargets, Rational newFramerate) {
        return new RatePlan(mode, newTargets, newFramerate, gopFrameCount, bipredictiveInRow);
    }
}
