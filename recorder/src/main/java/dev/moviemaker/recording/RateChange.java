// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;

/** A change of bitrate and frame rate while a stream runs. */
public final class RateChange {
    private RateChange() {}

    /**
     * The settings that a running encoder is changed to.
     *
     * @param framerate the frame rate that rate control assumes, in frames per second
     * @throws IllegalStateException if the settings say CQP or CRF
     * @throws IllegalArgumentException naming every value that is not allowed
     */
    public static EncoderSettings of(EncoderSettings settings, long bitrate, long maxBitrate, Rational framerate) {
        if (settings.rateControl() != RateControlMode.CBR && settings.rateControl() != RateControlMode.VBR) {
            throw new IllegalStateException("changeRate is for CBR and VBR, not for " + settings.rateControl());
        }
        return settings.toBuilder()
                .bitrate(bitrate)
                .maxBitrate(maxBitrate)
                .framerate(framerate)
                .build();
    }
}
