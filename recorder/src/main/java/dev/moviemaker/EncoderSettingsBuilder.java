// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.Map;
import java.util.Optional;

/**
 * Collects {@link EncoderSettings}. Ranges and meanings are those of the settings' accessors; nothing is checked before
 * {@link #build()}. Not thread-safe.
 */
public final class EncoderSettingsBuilder extends DeviceSettingsBuilder<EncoderSettingsBuilder> {
    private Optional<AudioFormat> audio = Optional.empty();
    private MovieTags tags = MovieTags.NONE;

    EncoderSettingsBuilder() {}

    EncoderSettingsBuilder(EncoderSettings from) {
        super(from);
        audio = from.audio();
        tags = from.tags();
    }

    @Override
    EncoderSettingsBuilder self() {
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

    /** Sets {@link EncoderSettings#tags()}. */
    public EncoderSettingsBuilder tags(MovieTags value) {
        tags = value;
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
