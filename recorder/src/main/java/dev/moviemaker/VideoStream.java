// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The properties of a video stream that a container needs.
 *
 * @param sequenceHeader the sequence header OBU with its size field, exactly as the encoder wrote it
 * @param codedWidth the coded width in pixels ({@code upscaled_width}), at least {@code width}
 * @param codedHeight the coded height in pixels, at least {@code height}
 * @param width the width to show in pixels; further columns at the right are padding that the container crops
 * @param height the height to show in pixels; further rows at the bottom are padding
 * @param framerate the nominal frame rate in frames per second
 * @param timeBase the unit of packet times in seconds
 * @param bitDepth 8 or 10
 * @param color the colour description of the sequence header
 * @param hdrMetadata HDR metadata for containers that can store it
 * @param averageBitrate the requested bitrate in bits per second, or 0 if quality decides
 * @param pixelAspect the width of a pixel divided by its height
 * @param tags descriptive metadata of the movie
 * @param offline whether the frames are read from a file ({@link Usage#TRANSCODING}), so that an encoder may be many
 *     pictures behind: containers then keep sound back until its pictures come; otherwise nothing is kept back that a
 *     killed recording would lose
 */
public record VideoStream(
        ByteBuffer sequenceHeader,
        int codedWidth,
        int codedHeight,
        int width,
        int height,
        Rational framerate,
        Rational timeBase,
        int bitDepth,
        ColorDescription color,
        Optional<HdrMetadata> hdrMetadata,
        long averageBitrate,
        Rational pixelAspect,
        MovieTags tags,
        boolean offline) {

    /**
     * Creates the description of a live stream with square pixels and without metadata.
     *
     * @param sequenceHeader the sequence header OBU with its size field
     * @param codedWidth the coded width in pixels
     * @param codedHeight the coded height in pixels
     * @param width the width to show in pixels
     * @param height the height to show in pixels
     * @param framerate the nominal frame rate in frames per second
     * @param timeBase the unit of packet times in seconds
     * @param bitDepth 8 or 10
     * @param color the colour description of the sequence header
     * @param hdrMetadata HDR metadata for containers that can store it
     * @param averageBitrate the requested bitrate in bits per second, or 0
     */
    public VideoStream(
            ByteBuffer sequenceHeader,
            int codedWidth,
            int codedHeight,
            int width,
            int height,
            Rational framerate,
            Rational timeBase,
            int bitDepth,
            ColorDescription color,
            Optional<HdrMetadata> hdrMetadata,
            long averageBitrate) {
        this(
                sequenceHeader,
                codedWidth,
                codedHeight,
                width,
                height,
                framerate,
                timeBase,
                bitDepth,
                color,
                hdrMetadata,
                averageBitrate,
                Rational.of(1),
                MovieTags.NONE,
                false);
    }

    /**
     * Returns the same stream with another pixel aspect ratio and other metadata.
     *
     * @param aspect the width of a pixel divided by its height
     * @param words descriptive metadata of the movie
     * @return the new description
     */
    public VideoStream with(Rational aspect, MovieTags words) {
        return new VideoStream(
                sequenceHeader,
                codedWidth,
                codedHeight,
                width,
                height,
                framerate,
                timeBase,
                bitDepth,
                color,
                hdrMetadata,
                averageBitrate,
                aspect,
                words,
                offline);
    }

    /** Keeps a read-only view of the sequence header. */
    public VideoStream {
        sequenceHeader = sequenceHeader.asReadOnlyBuffer();
    }

    /** Returns a new read-only view of the sequence header OBU with its size field, exactly as the encoder wrote it. */
    @Override
    public ByteBuffer sequenceHeader() {
        return sequenceHeader.duplicate();
    }
}
