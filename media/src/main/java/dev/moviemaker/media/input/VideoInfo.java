// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.HdrMetadata;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The properties of the pictures of an input.
 *
 * @param width the width in pixels
 * @param height the height in pixels
 * @param format the format of every frame
 * @param frameRate the frame rate in frames per second; the average if it varies
 * @param variableRate whether the frame rate varies
 * @param timeBase the unit of frame times in seconds; the duration of a frame if the rate is constant
 * @param color the meaning of Y'CbCr samples, or what R'G'B' is to be converted to; empty for R'G'B' that is plain sRGB
 * @param frames the number of frames, if the input states it
 * @param pixelAspect the width of a pixel divided by its height; 1 unless the input states another
 * @param hdr the mastering display and content light level, if the input states them
 */
public record VideoInfo(
        int width,
        int height,
        PixelFormat format,
        Rational frameRate,
        boolean variableRate,
        Rational timeBase,
        Optional<ColorDescription> color,
        OptionalLong frames,
        Rational pixelAspect,
        Optional<HdrMetadata> hdr) {

    /**
     * Creates the properties of pictures with square pixels and a constant frame rate.
     *
     * @param width the width in pixels
     * @param height the height in pixels
     * @param format the format of every frame
     * @param frameRate the frame rate in frames per second
     * @param color the meaning of Y'CbCr samples; empty for RGB
     */
    public VideoInfo(int width, int height, PixelFormat format, Rational frameRate, Optional<ColorDescription> color) {
        this(
                width,
                height,
                format,
                frameRate,
                false,
                frameRate.inverse(),
                color,
                OptionalLong.empty(),
                Rational.of(1),
                Optional.empty());
    }
}
