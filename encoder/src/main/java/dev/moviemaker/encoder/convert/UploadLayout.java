// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;

/**
 * How a frame lies in a staging buffer: planes one after the other, rows at multiples of 16 bytes, because the shader
 * reads four pixels at once.
 *
 * @param width pixels
 * @param height pixels
 */
record UploadLayout(PixelFormat format, int width, int height) {
    private static final int ALIGNMENT = 16;

    /** Bytes that hold a frame of any format. */
    static long maxBytes(int width, int height) {
        long most = 0;
        for (PixelFormat format : PixelFormat.values()) {
            most = Math.max(most, new UploadLayout(format, width, height).bytes());
        }
        return most;
    }

    /** Bytes from row to row. */
    int pitch(int plane) {
        return Math.ceilDiv(format.rowBytes(plane, width), ALIGNMENT) * ALIGNMENT;
    }

    /** Where a plane starts; a plane that the format does not have starts at the end. */
    long offset(int plane) {
        long offset = 0;
        for (int i = 0; i < Math.min(plane, format.planeCount()); i++) {
            offset += (long) pitch(i) * format.rows(i, height);
        }
        return offset;
    }

    long bytes() {
        return offset(format.planeCount());
    }

    /** A copy of the frame that lies in a staging buffer. */
    CpuFrame copyOut(MemorySegment staging, SegmentAllocator allocator) {
        MemorySegment copy = allocator.allocate(bytes()).copyFrom(staging.asSlice(0, bytes()));
        List<CpuFrame.Plane> planes = new ArrayList<>();
        for (int i = 0; i < format.planeCount(); i++) {
            planes.add(new CpuFrame.Plane(copy.asSlice(offset(i), offset(i + 1) - offset(i)), pitch(i)));
        }
        return new CpuFrame(format, width, height, planes);
    }

    /** Copies a frame of this format and size. Allocates nothing. */
    void copy(CpuFrame frame, MemorySegment staging) {
        for (int i = 0; i < format.planeCount(); i++) {
            copyPlane(frame, i, staging);
        }
    }

    private void copyPlane(CpuFrame frame, int index, MemorySegment staging) {
        CpuFrame.Plane plane = frame.planes().get(index);
        int rows = format.rows(index, height);
        long rowBytes = format.rowBytes(index, width);
        int pitch = pitch(index);
        long offset = offset(index);
        if (plane.strideBytes() == pitch) {
            // The last row may end before its stride does.
            MemorySegment.copy(plane.data(), 0, staging, offset, (long) pitch * (rows - 1) + rowBytes);
            return;
        }
        for (int row = 0; row < rows; row++) {
            long to = offset + (long) row * pitch;
            MemorySegment.copy(plane.data(), frame.rowOffset(index, row), staging, to, rowBytes);
        }
    }
}
