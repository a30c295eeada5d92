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
        long averageBitrate) {

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
