// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.transcode;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.ColorDescription;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.media.input.VideoInfo;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** The settings of a recording that carries on what the input is. */
final class InputSettings {
    private InputSettings() {}

    /**
     * The input's properties, overridden by the caller's.
     *
     * @throws IOException if the input cannot be recorded as it is
     * @throws IllegalArgumentException if the caller's settings are not allowed; the message names all of them
     */
    static EncoderSettings of(Excerpt input, AudioCodec codec, Consumer<EncoderSettingsBuilder> changes)
            throws IOException {
        VideoInfo video = input.video();
        Optional<ColorDescription> color = video.color();
        Optional<PixelFormat> rgb = Optional.of(video.format()).filter(PixelFormat::isRgb);
        // The library's default level would refuse nothing smaller, but it is written into the stream: better the level
        // that fits.
        EncoderSettingsBuilder builder = EncoderSettings.builder()
                .level(EncoderSettings.LEVEL_AUTO)
                .width(video.width())
                .height(video.height())
                .framerate(video.frameRate())
                .timeBase(video.timeBase())
                .bitDepth(video.format().bitDepth());
        color.ifPresent(builder::color);
        rgb.ifPresent(builder::inputFormat);
        video.hdr().ifPresent(builder::hdrMetadata);
        builder.pixelAspect(video.pixelAspect()).tags(input.tags());
        try {
            builder.audio(input.audio().stream()
                    .map(sound -> new AudioFormat(sound.sampleRate(), sound.channels(), codec, sound.channelMask()))
                    .toArray(AudioFormat[]::new));
            builder.build();
        } catch (IllegalArgumentException e) {
            throw new IOException("%s cannot be recorded: %s".formatted(input.name(), e.getMessage()), e);
        }
        changes.accept(builder);
        if (rgb.isEmpty()) {
            // Other colours that the caller asks for have been converted to where the input is read.
            color.ifPresent(builder::color);
        }
        EncoderSettings made = builder.build();
        // The frames' times are still in the input's unit, whatever the rate that they are brought to.
        return made.constantFrameRate()
                ? made.toBuilder().timeBase(video.timeBase()).build()
                : made;
    }
}
