// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import java.lang.foreign.MemorySegment;

/**
 * Copies between the base driver's images and buffers and the worker's memory, done when the call returns. Used by one
 * worker at a time.
 */
public interface Copies {
    /** Reads one layer of a picture, plane after plane as {@link PictureFormat} says. Valid until the next call. */
    MemorySegment readImage(EmulatedImage image, int layer);

    /** Memory to put a picture into before {@link #writeImage}. */
    MemorySegment staging(long bytes);

    /** Writes one layer of a picture from {@link #staging}. */
    void writeImage(EmulatedImage image, int layer);

    /** Writes into a buffer. */
    void writeBuffer(long buffer, long offset, byte[] bytes);
}
