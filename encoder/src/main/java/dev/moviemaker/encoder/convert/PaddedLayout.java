// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.List;

/**
 * How a frame of four bytes a pixel lies in a staging buffer together with its padding: without gaps, in the size of
 * the image.
 *
 * @param format of the pixels
 * @param width of the frame in pixels
 * @param height of the frame in pixels
 */
record PaddedLayout(PixelFormat format, int width, int height, int targetWidth, int targetHeight) {
    static final int PIXEL_BYTES = 4;

    long pitch() {
        return (long) PIXEL_BYTES * targetWidth;
    }

    long bytes() {
        return pitch() * targetHeight;
    }

    /** Copies a frame of this format and size and repeats its last column and row. Allocates nothing. */
    void copy(CpuFrame frame, MemorySegment staging) {
        CpuFrame.Plane plane = frame.planes().getFirst();
        long rowBytes = (long) PIXEL_BYTES * width;
        for (int row = 0; row < height; row++) {
            long start = row * pitch();
            MemorySegment.copy(plane.data(), frame.rowOffset(0, row), staging, start, rowBytes);
            for (long at = start + rowBytes; at < start + pitch(); at += PIXEL_BYTES) {
                MemorySegment.copy(staging, start + rowBytes - PIXEL_BYTES, staging, at, PIXEL_BYTES);
            }
        }
        for (int row = height; row < targetHeight; row++) {
            MemorySegment.copy(staging, (height - 1) * pitch(), staging, row * pitch(), pitch());
        }
    }

    /** A copy of the frame that lies in a staging buffer, without its padding. */
    CpuFrame copyOut(MemorySegment staging, SegmentAllocator allocator) {
        long bytes = pitch() * height;
        MemorySegment copy = allocator.allocate(bytes).copyFrom(staging.asSlice(0, bytes));
        return new CpuFrame(format, width, height, List.of(new CpuFrame.Plane(copy, Math.toIntExact(pitch()))));
    }
}
