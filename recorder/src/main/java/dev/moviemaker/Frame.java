// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.awt.image.BufferedImage;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One picture to record, in display order.
 *
 * <p>Ownership: the memory stays the caller's. When {@code record} or {@code submit} returns, the library has copied it or
 * finished with it, and the caller may change it; only a {@link VulkanFrame} stays in use for longer.
 */
public sealed interface Frame permits CpuFrame, VulkanFrame {

    /** The value of {@link #pts()} that lets the library count frames at the constant frame rate of the settings. */
    long PTS_BY_FRAME_RATE = Long.MIN_VALUE;

    /**
     * Width of the picture.
     *
     * @return pixels
     */
    int width();

    /**
     * Height of the picture.
     *
     * @return pixels
     */
    int height();

    /**
     * When the frame is shown.
     *
     * @return units of {@link EncoderSettings#timeBase()}, or {@link #PTS_BY_FRAME_RATE}
     */
    long pts();

    /**
     * Whether this frame must be coded as a key frame.
     *
     * @return true if it must
     */
    boolean forceKeyFrame();

    /**
     * The same frame, shown at the given time.
     *
     * @param pts at least 0, in units of {@link EncoderSettings#timeBase()}, greater than that of the frame before
     * @return a frame over the same memory
     */
    Frame withPts(long pts);

    /**
     * The same frame, to be coded as a key frame.
     *
     * @return a frame over the same memory
     */
    Frame withForcedKeyFrame();

    /**
     * A frame whose rows and planes follow each other without gaps.
     *
     * @param format how the samples lie
     * @param width at least 16 pixels
     * @param height at least 16 pixels
     * @param data the samples, native or on the heap
     * @return a frame over the memory given
     * @throws IllegalArgumentException if the size is out of range or the memory is smaller than the frame
     */
    static CpuFrame of(PixelFormat format, int width, int height, MemorySegment data) {
        return CpuFrame.tight(format, width, height, data);
    }

    /**
     * A packed frame with a row stride.
     *
     * @param format one of the packed formats
     * @param width at least 16 pixels
     * @param height at least 16 pixels
     * @param data the samples
     * @param strideBytes bytes from one row's start to the next's
     * @return a frame over the memory given
     * @throws IllegalArgumentException if the size is out of range, the format has more than one plane, or the memory is too small
     */
    static CpuFrame of(PixelFormat format, int width, int height, MemorySegment data, int strideBytes) {
        return new CpuFrame(format, width, height, List.of(new CpuFrame.Plane(data, strideBytes)));
    }

    /**
     * A frame whose rows and planes follow each other without gaps, from the buffer's position on.
     *
     * @param format how the samples lie
     * @param width at least 16 pixels
     * @param height at least 16 pixels
     * @param data the samples, direct or on the heap; position and limit are left as they are
     * @return a frame over the memory given
     * @throws IllegalArgumentException if the size is out of range or the memory is smaller than the frame
     */
    static CpuFrame of(PixelFormat format, int width, int height, ByteBuffer data) {
        return CpuFrame.tight(format, width, height, MemorySegment.ofBuffer(data));
    }

    /**
     * A frame from a Java image. Images of types RGB, ARGB and BGR are read in place; any other type is drawn into an ARGB copy.
     *
     * @param image at least 16x16 pixels
     * @return a frame over the image's pixels, or over a copy
     * @throws IllegalArgumentException if the size is out of range
     */
    static CpuFrame of(BufferedImage image) {
        return BufferedImageFrames.of(image);
    }
}
