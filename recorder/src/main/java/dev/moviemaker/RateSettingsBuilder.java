// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import org.jspecify.annotations.Nullable;

/**
 * Settings of rate control.
 *
 * @param <B> the builder with all settings
 */
abstract class RateSettingsBuilder<B extends RateSettingsBuilder<B>> extends PictureSettingsBuilder<B> {
    static final int LIVE_SPEED = 10;
    static final int FILE_SPEED = 6;

    RateControlMode rateControl = RateControlMode.VBR;
    long bitrate = Preset.MEDIUM.bitrate();

    @Nullable
    Long maxBitrate;

    int bufferSize = 2_000_000;
    int quality = Preset.MEDIUM.quality();

    @Nullable
    Integer speed;

    RateSettingsBuilder() {}

    RateSettingsBuilder(EncoderSettings from) {
        super(from);
        rateControl = from.rateControl();
        bitrate = from.bitrate();
        maxBitrate = from.maxBitrate();
        bufferSize = from.bufferSize();
        quality = from.quality();
        speed = from.speed();
    }

    /** Sets {@link EncoderSettings#rateControl()}. */
    public B rateControl(RateControlMode value) {
        rateControl = value;
        return self();
    }

    /**
     * Sets {@link EncoderSettings#bitrate()}.
     *
     * @param value the average bitrate in bits per second
     * @return this builder
     */
    public B bitrate(long value) {
        bitrate = value;
        return self();
    }

    /**
     * Sets {@link EncoderSettings#maxBitrate()}.
     *
     * @param value the peak bitrate in bits per second
     * @return this builder
     */
    public B maxBitrate(long value) {
        maxBitrate = value;
        return self();
    }

    /**
     * Sets {@link EncoderSettings#bufferSize()}.
     *
     * @param value the size in bytes
     * @return this builder
     */
    public B bufferSize(int value) {
        bufferSize = value;
        return self();
    }

    /**
     * Sets {@link EncoderSettings#quality()}.
     *
     * @param value the quality, 0 to 100
     * @return this builder
     */
    public B quality(int value) {
        quality = value;
        return self();
    }

    /**
     * Sets {@link EncoderSettings#speed()}. The default is {@value #LIVE_SPEED}, which records 1080p at 60 frames per
     * second in software on eight cores; with {@link Usage#TRANSCODING} it is {@value #FILE_SPEED}, which takes twice
     * the time and a quarter of the bits.
     *
     * @param value the speed, 0 to 13
     * @return this builder
     */
    public B speed(int value) {
        speed = value;
        return self();
    }
}
