// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.awt.image.BufferedImage;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A picture to record. Frames are handed over in the order in which they are shown.
 *
 * <p>The memory of a frame belongs to the caller. When {@code record} or {@code submit} returns, the library no longer
 * needs it and the caller may change it; only a {@link VulkanFrame} stays in use for longer.
 */
public sealed interface Frame permits CpuFrame, VulkanFrame {

    /** The value of {@link #pts()} for frames that follow each other at the constant frame rate of the settings. */
    long PTS_BY_FRAME_RATE = Long.MIN_VALUE;

    /** Returns the width of the picture in pixels. */
    int width();

    /** Returns the height of the picture in pixels. */
    int height();

    /**
     * Returns the time at which the frame is shown, in units of {@link EncoderSettings#timeBase()}, or
     * {@link #PTS_BY_FRAME_RATE}.
     */
    long pts();

    /** Returns whether this frame must be coded as a key frame. */
    boolean forceKeyFrame();

    /**
     * Returns a frame over the same memory that is shown at the given time.
     *
     * @param pts the time in units of {@link EncoderSettings#timeBase()}: at least 0 and later than that of the
     *     previous frame
     * @return the new frame
     */
    Frame withPts(long pts);

    /** Returns a frame over the same memory that will be coded as a key frame. */
    Frame withForcedKeyFrame();

    /**
     * Where this frame is to be coded better or worse.
     *
     * @return empty if it is the same everywhere
     */
    Optional<QualityMap> qualityMap();

    /**
     * The same frame, coded better and worse in places. The settings must say so before ({@link
     * EncoderSettings#qualityMaps()}).
     *
     * @param map for frames of this size
     * @return a frame over the same memory
     * @throws IllegalArgumentException if a rectangle of the map is not within the frame
     */
    Frame withQualityMap(QualityMap map);

    /**
     * Returns a frame over memory in which rows and planes follow each other without gaps.
     *
     * @param format the memory layout of the samples
     * @param width the width, at least 16 pixels
     * @param height the height, at least 16 pixels
     * @param data the samples, in native or heap memory
     * @return a frame over {@code data}, which is not copied
     * @throws IllegalArgumentException if the size is out of range or {@code data} is smaller than the frame
     */
    static CpuFrame of(PixelFormat format, int width, int height, MemorySegment data) {
        return CpuFrame.tight(format, width, height, data);
    }

    /**
     * Returns a packed frame whose rows are {@code strideBytes} apart.
     *
     * @param format one of the packed formats
     * @param width the width, at least 16 pixels
     * @param height the height, at least 16 pixels
     * @param data the samples
     * @param strideBytes the distance from the start of one row to the start of the next, in bytes; negative if the
     *     last row comes first in {@code data}
     * @return a frame over {@code data}, which is not copied
     * @throws IllegalArgumentException if the size is out of range, the format has more than one plane, or {@code data}
     *     is too small
     */
    static CpuFrame of(PixelFormat format, int width, int height, MemorySegment data, int strideBytes) {
        return new CpuFrame(format, width, height, List.of(new CpuFrame.Plane(data, strideBytes)));
    }

    /**
     * Returns a frame over a buffer, from its position on, in which rows and planes follow each other without gaps.
     *
     * @param format the memory layout of the samples
     * @param width the width, at least 16 pixels
     * @param height the height, at least 16 pixels
     * @param data the samples, in a direct or heap buffer; its position and limit do not change
     * @return a frame over {@code data}, which is not copied
     * @throws IllegalArgumentException if the size is out of range or {@code data} is smaller than the frame
     */
    static CpuFrame of(PixelFormat format, int width, int height, ByteBuffer data) {
        return CpuFrame.tight(format, width, height, MemorySegment.ofBuffer(data));
    }

    /**
     * Returns a frame with the pixels of a Java image. Images of types {@code INT_RGB} and {@code INT_ARGB} are read in
     * place; any other image is converted into a copy first.
     *
     * @param image the image, at least 16x16 pixels
     * @return a frame over the image's pixels or over a copy of them
     * @throws IllegalArgumentException if the size is out of range
     */
    static CpuFrame of(BufferedImage image) {
        return BufferedImageFrames.of(image);
    }
}
