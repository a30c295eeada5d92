// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the pictures: size, frame rate, sample format and colours.
 *
 * @param <B> the builder with all settings
 */
abstract class PictureSettingsBuilder<B extends PictureSettingsBuilder<B>> {
    int width = 1920;
    int height = 1080;
    Rational framerate = Rational.of(30);

    @Nullable
    Rational timeBase;

    int bitDepth = 8;
    ColorDescription color = ColorDescription.BT709;
    Optional<PixelFormat> inputFormat = Optional.empty();
    Optional<HdrMetadata> hdrMetadata = Optional.empty();
    Rational pixelAspect = Rational.of(1);
    boolean constantFrameRate;
    OnResize onResize = OnResize.REFUSE;

    PictureSettingsBuilder() {}

    PictureSettingsBuilder(EncoderSettings from) {
        width = from.width();
        height = from.height();
        framerate = from.framerate();
        timeBase = from.timeBase();
        bitDepth = from.bitDepth();
        color = from.color();
        inputFormat = from.inputFormat();
        hdrMetadata = from.hdrMetadata();
        pixelAspect = from.pixelAspect();
        constantFrameRate = from.constantFrameRate();
        onResize = from.onResize();
    }

    /** This builder, so that calls can follow one another. */
    abstract B self();

    /**
     * Sets {@link EncoderSettings#width()}.
     *
     * @param value the width in pixels
     * @return this builder
     */
    public B width(int value) {
        width = value;
        return self();
    }

    /**
     * Sets {@link EncoderSettings#height()}.
     *
     * @param value the height in pixels
     * @return this builder
     */
    public B height(int value) {
        height = value;
        return self();
    }

    /**
     * Sets {@link EncoderSettings#framerate()} and resets the time base to the duration of one frame.
     *
     * @param value the frame rate in frames per second
     * @return this builder
     */
    public B framerate(Rational value) {
        framerate = value;
        timeBase = null;
        return self();
    }

    /**
     * Sets {@link EncoderSettings#timeBase()}.
     *
     * @param value the unit of frame times in seconds
     * @return this builder
     */
    public B timeBase(Rational value) {
        timeBase = value;
        return self();
    }

    /** Sets {@link EncoderSettings#bitDepth()}. */
    public B bitDepth(int value) {
        bitDepth = value;
        return self();
    }

    /**
     * Sets {@link EncoderSettings#color()}.
     *
     * @param value the meaning of the coded samples
     * @return this builder
     */
    public B color(ColorDescription value) {
        color = value;
        return self();
    }

    /**
     * Sets {@link EncoderSettings#inputFormat()}.
     *
     * @param value the format of every frame
     * @return this builder
     */
    public B inputFormat(PixelFormat value) {
        inputFormat = Optional.of(value);
        return self();
    }

    /**
     * Sets {@link EncoderSettings#hdrMetadata()}.
     *
     * @param value the mastering display and light levels
     * @return this builder
     */
    public B hdrMetadata(HdrMetadata value) {
        hdrMetadata = Optional.of(value);
        return self();
    }

    /** Sets {@link EncoderSettings#pixelAspect()}. */
    public B pixelAspect(Rational value) {
        pixelAspect = value;
        return self();
    }

    /** Sets {@link EncoderSettings#constantFrameRate()}. */
    public B constantFrameRate(boolean value) {
        constantFrameRate = value;
        return self();
    }

    /** Sets {@link EncoderSettings#onResize()}. */
    public B onResize(OnResize value) {
        onResize = value;
        return self();
    }
}
