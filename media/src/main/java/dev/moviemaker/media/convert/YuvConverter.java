// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.convert;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import java.lang.foreign.MemorySegment;

/** 4:2:0 of one layout and depth to planar 4:2:0 of another. */
final class YuvConverter {
    private final ColorDescription.Range range;
    private final int width;
    private final int bitDepth;
    private final byte[] bytes;
    private final short[] samples;
    private final short[] second;

    YuvConverter(ColorDescription.Range range, int width, int bitDepth) {
        this.range = range;
        this.width = width;
        this.bitDepth = bitDepth;
        bytes = new byte[width];
        samples = new short[width];
        second = new short[width];
    }

    boolean fits(PlanarPicture target) {
        return target.width() == width && target.bitDepth() == bitDepth;
    }

    void convert(CpuFrame frame, PlanarPicture target) {
        boolean interleaved = frame.format().planeCount() == 2;
        plane(frame, 0, target);
        if (interleaved) {
            interleavedChroma(frame, target);
        } else {
            plane(frame, 1, target);
            plane(frame, 2, target);
        }
    }

    private void plane(CpuFrame frame, int index, PlanarPicture target) {
        CpuFrame.Plane plane = frame.planes().get(index);
        int count = index == 0 ? frame.width() : (frame.width() + 1) / 2;
        int rows = frame.format().rows(index, frame.height());
        int targetWidth = index == 0 ? target.width() : target.width() / 2;
        int targetRows = index == 0 ? target.height() : target.height() / 2;
        boolean same = bitDepth == 8 ? planar8(frame.format(), index) : frame.format() == PixelFormat.I010;
        for (int row = 0; row < targetRows; row++) {
            long from = frame.rowOffset(index, Math.min(row, rows - 1));
            long to = (long) row * target.stride(index);
            if (same && count == targetWidth) {
                MemorySegment.copy(plane.data(), from, target.plane(index), to, (long) count * (bitDepth == 8 ? 1 : 2));
            } else {
                load(frame.format(), plane.data(), from, count);
                rescale(samples, count, frame.format().bitDepth());
                store(samples, count, target.plane(index), to, targetWidth);
            }
        }
    }

    private static boolean planar8(PixelFormat format, int plane) {
        return format == PixelFormat.I420 || (format == PixelFormat.NV12 && plane == 0);
    }

    private void interleavedChroma(CpuFrame frame, PlanarPicture target) {
        CpuFrame.Plane plane = frame.planes().get(1);
        int count = (frame.width() + 1) / 2;
        int rows = frame.format().rows(1, frame.height());
        for (int row = 0; row < target.height() / 2; row++) {
            long from = frame.rowOffset(1, Math.min(row, rows - 1));
            load(frame.format(), plane.data(), from, 2 * count);
            for (int i = 0; i < count; i++) {
                second[i] = samples[2 * i + 1];
                samples[i] = samples[2 * i];
            }
            rescale(samples, count, frame.format().bitDepth());
            store(samples, count, target.u(), (long) row * target.uStride(), target.width() / 2);
            rescale(second, count, frame.format().bitDepth());
            store(second, count, target.v(), (long) row * target.vStride(), target.width() / 2);
        }
    }

    /** Brings samples to the lower bits of {@link #samples}. */
    private void load(PixelFormat format, MemorySegment data, long offset, int count) {
        if (format.bitDepth() == 8) {
            MemorySegment.copy(data, JAVA_BYTE, offset, bytes, 0, count);
            for (int i = 0; i < count; i++) {
                samples[i] = (short) (bytes[i] & 0xFF);
            }
        } else {
            MemorySegment.copy(data, JAVA_SHORT_UNALIGNED, offset, samples, 0, count);
            int shift = format == PixelFormat.P010 ? 6 : 0;
            for (int i = 0; i < count; i++) {
                samples[i] = (short) ((samples[i] & 0xFFFF) >> shift);
            }
        }
    }

    private void rescale(short[] values, int count, int sourceDepth) {
        if (sourceDepth == bitDepth) {
            return;
        }
        boolean full = range == ColorDescription.Range.FULL;
        if (sourceDepth == 8) {
            for (int i = 0; i < count; i++) {
                values[i] = (short) (full ? (values[i] * 1023 + 127) / 255 : values[i] << 2);
            }
        } else {
            for (int i = 0; i < count; i++) {
                values[i] = (short) (full ? (values[i] * 255 + 511) / 1023 : Math.min((values[i] + 2) >> 2, 255));
            }
        }
    }

    private void store(short[] values, int count, MemorySegment plane, long offset, int targetCount) {
        for (int i = count; i < targetCount; i++) {
            values[i] = values[count - 1];
        }
        if (bitDepth == 8) {
            for (int i = 0; i < targetCount; i++) {
                bytes[i] = (byte) values[i];
            }
            MemorySegment.copy(bytes, 0, plane, JAVA_BYTE, offset, targetCount);
        } else {
            MemorySegment.copy(values, 0, plane, JAVA_SHORT_UNALIGNED, offset, targetCount);
        }
    }
}
