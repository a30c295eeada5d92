// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds {@link EncoderSettings}. The accessors of that class define the meaning and range of each setting; nothing is
 * checked before {@link #build()}. Not thread-safe.
 */
public final class EncoderSettingsBuilder extends DeviceSettingsBuilder<EncoderSettingsBuilder> {
    private List<AudioFormat> audio = List.of();
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
     * @param tracks the format of each sound track; usually there is one
     * @return this builder
     */
    public EncoderSettingsBuilder audio(AudioFormat... tracks) {
        audio = List.of(tracks);
        return this;
    }

    /** Sets {@link EncoderSettings#tags()}. */
    public EncoderSettingsBuilder tags(MovieTags value) {
        tags = value;
        return this;
    }

    /**
     * Sets the bitrate and quality of a preset, and the peak bitrate to twice the average even if that is changed
     * later.
     *
     * @param preset the preset
     * @return this builder
     */
    public EncoderSettingsBuilder preset(Preset preset) {
        bitrate = preset.bitrate();
        maxBitrate = null;
        quality = preset.quality();
        return this;
    }

    /**
     * Sets the settings of a configuration file or command line; see {@link EncoderSettings#fromMap}.
     *
     * @param values numbers, booleans or strings by key
     * @return this builder
     * @throws IllegalArgumentException if there are unknown keys or unreadable values; the message names all of them,
     *     and the settings that are invalid besides
     */
    public EncoderSettingsBuilder putAll(Map<String, ?> values) {
        SettingsKeys.apply(values, this);
        return this;
    }

    /**
     * Returns the settings. The default time base is the duration of one frame, the default peak bitrate twice the
     * average; the default speed depends on the usage.
     *
     * @return the settings
     * @throws IllegalArgumentException if settings are invalid; the message names all of them
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
                qualityMaps,
                temporalLayers,
                intraRefreshPeriod,
                speed == null ? defaultSpeed() : speed,
                audio,
                hdrMetadata,
                pixelAspect,
                tags,
                constantFrameRate,
                onResize,
                device));
    }

    /**
     * What {@link #build()} would refuse.
     *
     * @param unknown settings whose values are not known; what was compared with one of them is left out
     */
    List<String> violations(Set<String> unknown) {
        try {
            build();
            return List.of();
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage())
                    .lines()
                    .filter(violation -> !SettingsCheck.isDoubtful(violation, unknown))
                    .toList();
        }
    }

    private int defaultSpeed() {
        return usage.filter(Usage.TRANSCODING::equals).isPresent() ? FILE_SPEED : LIVE_SPEED;
    }
}
