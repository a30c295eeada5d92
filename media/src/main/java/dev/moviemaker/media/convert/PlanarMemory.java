// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.convert;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.media.av.AvAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The planes of a picture in memory of its own, with rows as long as libswscale's instructions want them: it may read
 * and write some bytes beyond the end of a row. Owned; one thread at a time.
 */
final class PlanarMemory implements AutoCloseable {
    private static final int ALIGNMENT = 64;

    /** What libswscale takes: pointers and distances of four planes. */
    private static final int MOST_PLANES = 4;

    private final PixelFormat format;
    private final int width;
    private final int height;
    private final Arena arena = Arena.ofShared();
    private final List<CpuFrame.Plane> planes = new ArrayList<>();
    private final PointerPointer<AvAddress> pointers = new PointerPointer<>(MOST_PLANES);
    private final IntPointer strides = new IntPointer(MOST_PLANES);

    PlanarMemory(PixelFormat format, int width, int height) {
        this.format = format;
        this.width = width;
        this.height = height;
        for (int i = 0; i < MOST_PLANES; i++) {
            if (i < format.planeCount()) {
                int stride = (format.rowBytes(i, width) + 2 * ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
                MemorySegment data = arena.allocate((long) stride * format.rows(i, height) + ALIGNMENT, ALIGNMENT);
                planes.add(new CpuFrame.Plane(data, stride));
                pointers.put(i, new AvAddress(data));
                strides.put(i, stride);
            } else {
                pointers.put(i, (AvAddress) null);
                strides.put(i, 0);
            }
        }
    }

    boolean is(PixelFormat other, int otherWidth, int otherHeight) {
        return format == other && width == otherWidth && height == otherHeight;
    }

    PixelFormat format() {
        return format;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    PointerPointer<AvAddress> pointers() {
        return pointers;
    }

    IntPointer strides() {
        return strides;
    }

    /** The picture as a frame over this memory. */
    CpuFrame frame() {
        return new CpuFrame(format, width, height, planes);
    }

    List<CpuFrame.Plane> planes() {
        return planes;
    }

    /** Copies a frame of the same size and format, from top to bottom. */
    void copyFrom(CpuFrame frame) {
        for (int i = 0; i < planes.size(); i++) {
            int bytes = format.rowBytes(i, width);
            for (int row = 0; row < format.rows(i, height); row++) {
                MemorySegment.copy(
                        frame.planes().get(i).data(),
                        frame.rowOffset(i, row),
                        planes.get(i).data(),
                        (long) row * planes.get(i).strideBytes(),
                        bytes);
            }
        }
    }

    /**
     * Copies a smaller picture of the same format to a place in this one.
     *
     * @param x even
     * @param y even
     */
    void place(PlanarMemory from, int x, int y) {
        for (int i = 0; i < planes.size(); i++) {
            // Of 4:2:0, an even column has as many bytes to its left as a picture of that width.
            int left = x == 0 ? 0 : format.rowBytes(i, x);
            int top = y == 0 ? 0 : format.rows(i, y);
            int bytes = format.rowBytes(i, from.width);
            for (int row = 0; row < format.rows(i, from.height); row++) {
                MemorySegment.copy(
                        from.planes.get(i).data(),
                        (long) row * from.planes.get(i).strideBytes(),
                        planes.get(i).data(),
                        (long) (top + row) * planes.get(i).strideBytes() + left,
                        bytes);
            }
        }
    }

    @Override
    public void close() {
        pointers.close();
        strides.close();
        arena.close();
    }
}
