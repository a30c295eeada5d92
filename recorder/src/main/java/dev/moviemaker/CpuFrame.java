// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A frame in memory that the CPU can read.
 *
 * @param format the memory layout of the samples
 * @param width the width, {@value #MIN_SIZE} to {@value #MAX_SIZE} pixels
 * @param height the height, {@value #MIN_SIZE} to {@value #MAX_SIZE} pixels
 * @param planes the planes, as many as the format has, each large enough for its rows
 * @param pts see {@link Frame#pts()}
 * @param forceKeyFrame see {@link Frame#forceKeyFrame()}
 * @param qualityMap see {@link Frame#qualityMap()}
 */
public record CpuFrame(
        PixelFormat format,
        int width,
        int height,
        List<Plane> planes,
        long pts,
        boolean forceKeyFrame,
        Optional<QualityMap> qualityMap)
        implements Frame {

    /** The smallest width and height in pixels. */
    public static final int MIN_SIZE = 16;

    /** The largest width and height in pixels, as limited by AV1: {@code frame_width_minus_1} has 16 bits. */
    public static final int MAX_SIZE = 65536;

    /**
     * The rows of one plane.
     *
     * @param data native or heap memory, with the first row at offset 0, or the last one if the stride is negative
     * @param strideBytes the distance from the start of one row to the start of the next, in bytes; negative if the
     *     rows lie from bottom to top
     */
    public record Plane(MemorySegment data, int strideBytes) {}

    /**
     * Checks that the size is in range and every plane is large enough.
     *
     * @throws IllegalArgumentException naming what is wrong and what is allowed
     */
    public CpuFrame {
        requireSize("width", width);
        requireSize("height", height);
        planes = List.copyOf(planes);
        if (planes.size() != format.planeCount()) {
            throw new IllegalArgumentException(
                    "planes: %d given, %s has %d".formatted(planes.size(), format, format.planeCount()));
        }
        for (int i = 0; i < planes.size(); i++) {
            requirePlane(format, width, height, i, planes.get(i));
        }
        requirePts(pts);
        qualityMap.ifPresent(map -> map.requireFits(width, height));
    }

    /**
     * A frame that is coded alike everywhere.
     *
     * @param format how the samples lie
     * @param width pixels
     * @param height pixels
     * @param planes as many as the format has
     * @param pts as {@link Frame#pts()}
     * @param forceKeyFrame as {@link Frame#forceKeyFrame()}
     */
    public CpuFrame(PixelFormat format, int width, int height, List<Plane> planes, long pts, boolean forceKeyFrame) {
        this(format, width, height, planes, pts, forceKeyFrame, Optional.empty());
    }

    /**
     * Creates a frame for a recording with a constant frame rate.
     *
     * @param format the memory layout of the samples
     * @param width the width in pixels
     * @param height the height in pixels
     * @param planes the planes, as many as the format has
     */
    public CpuFrame(PixelFormat format, int width, int height, List<Plane> planes) {
        this(format, width, height, planes, PTS_BY_FRAME_RATE, false);
    }

    static CpuFrame tight(PixelFormat format, int width, int height, MemorySegment data) {
        requireSize("width", width);
        requireSize("height", height);
        long needed = format.frameBytes(width, height);
        if (data.byteSize() < needed) {
            throw new IllegalArgumentException("data: %d bytes given, %s %dx%d needs %d"
                    .formatted(data.byteSize(), format, width, height, needed));
        }
        List<Plane> planes = new ArrayList<>(3);
        long offset = 0;
        for (int i = 0; i < format.planeCount(); i++) {
            int stride = format.rowBytes(i, width);
            long size = (long) stride * format.rows(i, height);
            planes.add(new Plane(data.asSlice(offset, size), stride));
            offset += size;
        }
        return new CpuFrame(format, width, height, planes);
    }

    /**
     * Returns this frame upside down, over the same memory: with the opposite strides. OpenGL reads pictures back from
     * bottom to top: {@code Frame.of(PixelFormat.RGBA8, width, height, pixels).flipped()} records them as shown. A
     * quality map stays where it is in the picture.
     */
    public CpuFrame flipped() {
        List<Plane> flipped = new ArrayList<>(planes.size());
        for (Plane plane : planes) {
            flipped.add(new Plane(plane.data(), -plane.strideBytes()));
        }
        return new CpuFrame(format, width, height, flipped, pts, forceKeyFrame, qualityMap);
    }

    /**
     * Returns where a row starts in the memory of its plane, whichever way the rows lie.
     *
     * @param plane the index of the plane
     * @param row the row of the plane, from the top of the picture
     * @return bytes
     */
    public long rowOffset(int plane, int row) {
        long stride = planes.get(plane).strideBytes();
        return stride >= 0 ? row * stride : (format.rows(plane, height) - 1 - row) * -stride;
    }

    @Override
    public CpuFrame withPts(long newPts) {
        return new CpuFrame(format, width, height, planes, newPts, forceKeyFrame, qualityMap);
    }

    @Override
    public CpuFrame withForcedKeyFrame() {
        return new CpuFrame(format, width, height, planes, pts, true, qualityMap);
    }

    @Override
    public CpuFrame withQualityMap(QualityMap map) {
        return new CpuFrame(format, width, height, planes, pts, forceKeyFrame, Optional.of(map));
    }

    static void requireSize(String field, int pixels) {
        if (pixels < MIN_SIZE || pixels > MAX_SIZE) {
            throw new IllegalArgumentException(
                    "%s: %d pixels given, %d to %d allowed".formatted(field, pixels, MIN_SIZE, MAX_SIZE));
        }
    }

    static void requirePts(long pts) {
        if (pts < 0 && pts != PTS_BY_FRAME_RATE) {
            throw new IllegalArgumentException("pts: %d given, at least 0 allowed".formatted(pts));
        }
    }

    private static void requirePlane(PixelFormat format, int width, int height, int index, Plane plane) {
        int rowBytes = format.rowBytes(index, width);
        long stride = Math.abs((long) plane.strideBytes());
        if (stride < rowBytes) {
            throw new IllegalArgumentException("planes[%d].strideBytes: %d given, a row of %s at width %d has %d"
                    .formatted(index, plane.strideBytes(), format, width, rowBytes));
        }
        long needed = stride * (format.rows(index, height) - 1) + rowBytes;
        if (plane.data().byteSize() < needed) {
            throw new IllegalArgumentException("planes[%d].data: %d bytes given, %s %dx%d with stride %d needs %d"
                    .formatted(index, plane.data().byteSize(), format, width, height, plane.strideBytes(), needed));
        }
    }
}
