// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects {@link EncoderSettings}. Ranges and meanings are those of the settings' accessors; nothing is checked before
 * {@link #build()}. Not thread-safe.
 */
public final class EncoderSettingsBuilder {
    private int width = 1920;
    private int height = 1080;
    private Rational framerate = Rational.of(30);
    private @Nullable Rational timeBase;
    private long bitrate = Preset.MEDIUM.bitrate();
    private int quality = Preset.MEDIUM.quality();
    private boolean useHardware = true;
    private int profile = 0;
    private int level = 51;
    private int tileCols = 1;
    private int tileRows = 1;
    private boolean enableCdef = true;
    private boolean enableRestoration = true;
    private RateControlMode rateControl = RateControlMode.VBR;
    private @Nullable Long maxBitrate;
    private int bufferSize = 2_000_000;
    private int maxQueuedFrames = 8;
    private int framesInFlight = 3;
    private int keyframeInterval = 30;
    private int bitDepth = 8;
    private ColorDescription color = ColorDescription.BT709;
    private Optional<PixelFormat> inputFormat = Optional.empty();
    private Optional<Usage> usage = Optional.empty();
    private int speed = 10;
    private Optional<AudioFormat> audio = Optional.empty();
    private Optional<HdrMetadata> hdrMetadata = Optional.empty();
    private Rational pixelAspect = Rational.of(1);
    private MovieTags tags = MovieTags.NONE;
    private Optional<String> device = Optional.empty();

    EncoderSettingsBuilder() {}

    EncoderSettingsBuilder(EncoderSettings from) {
        width = from.width();
        height = from.height();
        framerate = from.framerate();
        timeBase = from.timeBase();
        bitrate = from.bitrate();
        quality = from.quality();
        useHardware = from.useHardware();
        profile = from.profile();
        level = from.level();
        tileCols = from.tileCols();
        tileRows = from.tileRows();
        enableCdef = from.enableCdef();
        enableRestoration = from.enableRestoration();
        rateControl = from.rateControl();
        maxBitrate = from.maxBitrate();
        bufferSize = from.bufferSize();
        maxQueuedFrames = from.maxQueuedFrames();
        framesInFlight = from.framesInFlight();
        keyframeInterval = from.keyframeInterval();
        bitDepth = from.bitDepth();
        color = from.color();
        inputFormat = from.inputFormat();
        usage = from.usage();
        speed = from.speed();
        audio = from.audio();
        hdrMetadata = from.hdrMetadata();
        pixelAspect = from.pixelAspect();
        tags = from.tags();
        device = from.device();
    }

    /**
     * Sets {@link EncoderSettings#width()}.
     *
     * @param value pixels
     * @return this
     */
    public EncoderSettingsBuilder width(int value) {
        width = value;
        return this;
    }

    /**
     * Sets {@link EncoderSettings#height()}.
     *
     * @param value pixels
     * @return this
     */
    public EncoderSettingsBuilder height(int value) {
        height = value;
        return this;
    }

    /**
     * Sets {@link EncoderSettings#framerate()}.
     *
     * @param value frames per second; also resets the time base to one frame
     * @return this
     */
    public EncoderSettingsBuilder framerate(Rational value) {
        framerate = value;
        timeBase = null;
        return this;
    }

    /**
     * Sets {@link EncoderSettings#timeBase()}.
     *
     * @param value seconds per unit of frame times
     * @return this
     */
    public EncoderSettingsBuilder timeBase(Rational value) {
        timeBase = value;
        return this;
    }

    /**
     * Sets {@link EncoderSettings#bitrate()}.
     *
     * @param value bits per second
     * @return this
     */
    public EncoderSettingsBuilder bitrate(long value) {
        bitrate = value;
        return this;
    }

    /**
     * Sets {@link EncoderSettings#quality()}.
     *
     * @param value 0 to 100
     * @return this
     */
    public EncoderSettingsBuilder quality(int value) {
        quality = value;
        return this;
    }

    /** Sets {@link EncoderSettings#useHardware()}. */
    public EncoderSettingsBuilder useHardware(boolean value) {
        useHardware = value;
        return this;
    }

    /** Sets {@link EncoderSettings#profile()}. */
    public EncoderSettingsBuilder profile(int value) {
        profile = value;
        return this;
    }

    /**
     * Sets {@link EncoderSettings#level()}.
     *
     * @param value ten times the number, or {@link EncoderSettings#LEVEL_AUTO}
     * @return this
     */
    public EncoderSettingsBuilder level(int value) {
        level = value;
        return this;
    }

    /** Sets {@link EncoderSettings#tileCols()}. */
    public EncoderSettingsBuilder tileCols(int value) {
        tileCols = value;
        return this;
    }

    /** Sets {@link EncoderSettings#tileRows()}. */
    public EncoderSettingsBuilder tileRows(int value) {
        tileRows = value;
        return this;
    }

    /** Sets {@link EncoderSettings#enableCdef()}. */
    public EncoderSettingsBuilder enableCdef(boolean value) {
        enableCdef = value;
        return this;
    }

    /** Sets {@link EncoderSettings#enableRestoration()}. */
    public EncoderSettingsBuilder enableRestoration(boolean value) {
        enableRestoration = value;
        return this;
    }

    /** Sets {@link EncoderSettings#rateControl()}. */
    public EncoderSettingsBuilder rateControl(RateControlMode value) {
        rateControl = value;
        return this;
    }

    /**
     * Sets {@link EncoderSettings#maxBitrate()}.
     *
     * @param value bits per second
     * @return this
     */
    public EncoderSettingsBuilder maxBitrate(long value) {
        maxBitrate = value;
        return this;
    }

    /**
     * Sets {@link EncoderSettings#bufferSize()}.
     *
     * @param value bytes
     * @return this
     */
    public EncoderSettingsBuilder bufferSize(int value) {
        bufferSize = value;
        return this;
    }

    /**
     * Sets {@link EncoderSettings#maxQueuedFrames()}.
     *
     * @param value frames
     * @return this
     */
    public EncoderSettingsBuilder maxQueuedFrames(int value) {
        maxQueuedFrames = value;
        return this;
    }

    /** Sets {@link EncoderSettings#framesInFlight()}. */
    public EncoderSettingsBuilder framesInFlight(int value) {
        framesInFlight = value;
        return this;
    }

    /** Sets {@link EncoderSettings#keyframeInterval()}. */
    public EncoderSettingsBuilder keyframeInterval(int value) {
        keyframeInterval = value;
        return this;
    }

    /** Sets {@link EncoderSettings#bitDepth()}. */
    public EncoderSettingsBuilder bitDepth(int value) {
        bitDepth = value;
        return this;
    }

    /**
     * Sets {@link EncoderSettings#color()}.
     *
     * @param value of the coded samples
     * @return this
     */
    public EncoderSettingsBuilder color(ColorDescription value) {
        color = value;
        return this;
    }

    /**
     * Sets {@link EncoderSettings#inputFormat()}.
     *
     * @param value format of every frame
     * @return this
     */
    public EncoderSettingsBuilder inputFormat(PixelFormat value) {
        inputFormat = Optional.of(value);
        return this;
    }

    /**
     * Sets {@link EncoderSettings#usage()}.
     *
     * @param value what the stream is for
     * @return this
     */
    public EncoderSettingsBuilder usage(Usage value) {
        usage = Optional.of(value);
        return this;
    }

    /**
     * Sets {@link EncoderSettings#speed()}.
     *
     * @param value 0 to 13
     * @return this
     */
    public EncoderSettingsBuilder speed(int value) {
        speed = value;
        return this;
    }

    /**
     * Sets {@link EncoderSettings#audio()}.
     *
     * @param value of the sound to come
     * @return this
     */
    public EncoderSettingsBuilder audio(AudioFormat value) {
        audio = Optional.of(value);
        return this;
    }

    /**
     * Sets {@link EncoderSettings#hdrMetadata()}.
     *
     * @param value mastering display and light levels
     * @return this
     */
    public EncoderSettingsBuilder hdrMetadata(HdrMetadata value) {
        hdrMetadata = Optional.of(value);
        return this;
    }

    /** Sets {@link EncoderSettings#pixelAspect()}. */
    public EncoderSettingsBuilder pixelAspect(Rational value) {
        pixelAspect = value;
        return this;
    }

    /** Sets {@link EncoderSettings#tags()}. */
    public EncoderSettingsBuilder tags(MovieTags value) {
        tags = value;
        return this;
    }

    /**
     * Sets {@link EncoderSettings#device()}.
     *
     * @param value name, index or UUID of the GPU
     * @return this
     */
    public EncoderSettingsBuilder device(String value) {
        device = Optional.of(value);
        return this;
    }

    /**
     * Sets bitrate and quality to those of a preset; the peak is twice the bitrate again, whatever that becomes.
     *
     * @param preset where to start from
     * @return this
     */
    public EncoderSettingsBuilder preset(Preset preset) {
        bitrate = preset.bitrate();
        maxBitrate = null;
        quality = preset.quality();
        return this;
    }

    /**
     * Sets what a configuration file or command line has; see {@link EncoderSettings#fromMap}.
     *
     * @param values numbers, booleans or strings by key
     * @return this
     * @throws IllegalArgumentException naming every unknown key and unreadable value
     */
    public EncoderSettingsBuilder putAll(Map<String, ?> values) {
        SettingsKeys.apply(values, this);
        return this;
    }

    /**
     * The settings. Without a time base of its own the unit of time is one frame; without a peak bitrate it is twice the bitrate.
     *
     * @return valid settings
     * @throws IllegalArgumentException naming every violation
     */
    public EncoderSettings build() {
        return new EncoderSettings(new SettingsValues(
                width,
                height,
                framerate,
                timeBase == null ? framerate.inverse() : timeBase,
                bitrate,
                quality,
                useHardware,
                profile,
                level,
                tileCols,
                tileRows,
                enableCdef,
                enableRestoration,
                rateControl,
                maxBitrate == null ? 2 * bitrate : maxBitrate,
                bufferSize,
                maxQueuedFrames,
                framesInFlight,
                keyframeInterval,
                bitDepth,
                color,
                inputFormat,
                usage,
                speed,
                audio,
                hdrMetadata,
                pixelAspect,
                tags,
                device));
    }
}
