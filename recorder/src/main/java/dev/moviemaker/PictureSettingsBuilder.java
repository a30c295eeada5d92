// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What frames are: their size, times and colours.
 *
 * @param <B> the builder that has all settings
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
    }

    /** This builder, so that calls can follow one another. */
    abstract B self();

    /**
     * Sets {@link EncoderSettings#width()}.
     *
     * @param value pixels
     * @return this
     */
    public B width(int value) {
        width = value;
        return self();
    }

    /**
     * Sets {@link EncoderSettings#height()}.
     *
     * @param value pixels
     * @return this
     */
    public B height(int value) {
        height = value;
        return self();
    }

    /**
     * Sets {@link EncoderSettings#framerate()}.
     *
     * @param value frames per second; also resets the time base to one frame
     * @return this
     */
    public B framerate(Rational value) {
        framerate = value;
        timeBase = null;
        return self();
    }

    /**
     * Sets {@link EncoderSettings#timeBase()}.
     *
     * @param value seconds per unit of frame times
     * @return this
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
     * @param value of the coded samples
     * @return this
     */
    public B color(ColorDescription value) {
        color = value;
        return self();
    }

    /**
     * Sets {@link EncoderSettings#inputFormat()}.
     *
     * @param value format of every frame
     * @return this
     */
    public B inputFormat(PixelFormat value) {
        inputFormat = Optional.of(value);
        return self();
    }

    /**
     * Sets {@link EncoderSettings#hdrMetadata()}.
     *
     * @param value mastering display and light levels
     * @return this
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
}
