// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.HdrMetadata;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of an input's pictures.
 *
 * @param width pixels
 * @param height pixels
 * @param format of every frame
 * @param frameRate frames per second; the average if the rate is variable
 * @param variableRate whether frames are not equally far apart
 * @param timeBase seconds per unit of frame times; one frame if the rate is constant
 * @param color what Y'CbCr samples mean, or what R'G'B' is to become; empty for R'G'B' that says nothing beyond sRGB
 * @param frames their number, where the input states it
 * @param pixelAspect width of a pixel over its height; 1 unless the input says something else
 * @param hdr mastering display and content light level, where the input states them
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
     * Pictures of square pixels at a constant rate.
     *
     * @param width pixels
     * @param height pixels
     * @param format of every frame
     * @param frameRate frames per second
     * @param color what Y'CbCr samples mean; empty for RGB
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
