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
     * @param settings that it was opened with
     * @param bitrate average bits per second
     * @param maxBitrate peak bits per second, for VBR
     * @param framerate frames per second that rate control reckons with
     * @return the same but for these
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
