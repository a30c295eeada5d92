// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a container must know of a video stream.
 *
 * @param sequenceHeader the sequence header OBU with its size field, byte for byte as the encoder wrote it
 * @param codedWidth pixels as coded (upscaled_width): at least {@code width}
 * @param codedHeight pixels as coded: at least {@code height}
 * @param width pixels to show; the rest at the right is padding, to be cropped by the container
 * @param height pixels to show; the rest at the bottom is padding
 * @param framerate nominal frames per second
 * @param timeBase seconds per unit of packet times
 * @param bitDepth 8 or 10
 * @param color as the sequence header says
 * @param hdrMetadata for containers that carry it
 * @param averageBitrate bits per second asked for, or 0 where quality decides
 * @param pixelAspect width of a pixel over its height
 * @param tags what the movie says of itself in words
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
        MovieTags tags) {

    /**
     * A stream of square pixels that says nothing in words.
     *
     * @param sequenceHeader the sequence header OBU with its size field
     * @param codedWidth pixels as coded
     * @param codedHeight pixels as coded
     * @param width pixels to show
     * @param height pixels to show
     * @param framerate nominal frames per second
     * @param timeBase seconds per unit of packet times
     * @param bitDepth 8 or 10
     * @param color as the sequence header says
     * @param hdrMetadata for containers that carry it
     * @param averageBitrate bits per second asked for, or 0
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
                MovieTags.NONE);
    }

    /**
     * The same stream with what its pictures alone do not tell.
     *
     * @param aspect width of a pixel over its height
     * @param words what the movie says of itself
     * @return a new description
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
                words);
    }

    /** Keeps its own read-only view of the sequence header. */
    public VideoStream {
        sequenceHeader = sequenceHeader.asReadOnlyBuffer();
    }

    /**
     * The sequence header OBU with its size field, byte for byte as the encoder wrote it.
     *
     * @return a new read-only view at the OBU's first byte
     */
    @Override
    public ByteBuffer sequenceHeader() {
        return sequenceHeader.duplicate();
    }
}
