package dev.moviemaker.media.input;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of an input's pictures.
 *
 * @param width pixels
 * @param height pixels
 * @param format of the first frame, and of every one if that is RGB
 * @param frameRate frames per second; the average if the rate is variable
 * @param variableRate whether frames are not equally far apart
 * @param timeBase seconds per unit of frame times; one frame if the rate is constant
 * @param color what Y'CbCr samples mean; empty for RGB
 * @param frames their number, where the input states it
 */
public record VideoInfo(
        int width,
        int height,
        PixelFormat format,
        Rational frameRate,
        boolean variableRate,
        Rational timeBase,
        Optional<ColorDescription> color,
        OptionalLong frames) {

    /**
     * Pictures at a constant rate.
     *
     * @param width pixels
     * @param height pixels
     * @param format of every frame
     * @param frameRate frames per second
     * @param color what Y'CbCr samples mean; empty for RGB
     */
    public VideoInfo(int width, int height, PixelFormat format, Rational frameRate, Optional<ColorDescription> color) {
        this(width, height, format, frameRate, false, frameRate.inverse(), color, OptionalLong.empty());
    }
}
