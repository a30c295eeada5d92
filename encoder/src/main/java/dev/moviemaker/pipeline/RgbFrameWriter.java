package dev.moviemaker.pipeline;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.color.RgbMatrix;
import dev.moviemaker.session.StagingLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Writes rows of an RGB frame as NV12 or P010. Chroma lies between the two rows and at the left of the two columns
 * (AV1's CSP_VERTICAL): it is the average of two rows and of columns weighted 1 2 1 around the even one.
 */
final class RgbFrameWriter {
    private static final int MAX_8 = 255;
    private static final int TAPS = 8;
    private static final ValueLayout.OfShort SAMPLE16 =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final boolean wide;
    private final int shift;
    private final int max;
    private final RgbMatrix luma;
    private final RgbMatrix cb;
    private final RgbMatrix cr;

    RgbFrameWriter(StagingLayout layout, ColorDescription color, int bitDepth) {
        wide = layout.bytesPerSample() == 2;
        shift = wide ? 6 : 0;
        max = (1 << bitDepth) - 1;
        luma = RgbMatrix.luma(color, MAX_8, bitDepth);
        cb = RgbMatrix.cb(color, MAX_8, bitDepth);
        cr = RgbMatrix.cr(color, MAX_8, bitDepth);
    }

    void luma(CpuFrame frame, int y, MemorySegment staging, long to) {
        CpuFrame.Plane plane = frame.planes().get(0);
        long row = (long) y * plane.strideBytes();
        int step = frame.format() == PixelFormat.RGB24 ? 3 : 4;
        int red = frame.format() == PixelFormat.BGRA8 ? 2 : 0;
        for (int x = 0; x < frame.width(); x++) {
            long pixel = row + (long) x * step;
            int r = sample(plane.data(), pixel + red);
            int g = sample(plane.data(), pixel + 1);
            int b = sample(plane.data(), pixel + 2 - red);
            store(staging, to, x, (r * luma.r() + g * luma.g() + b * luma.b() + luma.offset()) >> RgbMatrix.SHIFT);
        }
    }

    void chroma(CpuFrame frame, int y, MemorySegment staging, long to) {
        CpuFrame.Plane plane = frame.planes().get(0);
        long upper = 2L * y * plane.strideBytes();
        long lower = (long) Math.min(2 * y + 1, frame.height() - 1) * plane.strideBytes();
        int step = frame.format() == PixelFormat.RGB24 ? 3 : 4;
        int red = frame.format() == PixelFormat.BGRA8 ? 2 : 0;
        int last = frame.width() - 1;
        for (int x = 0; x <= last; x += 2) {
            long left = (long) Math.max(0, x - 1) * step;
            long here = (long) x * step;
            long right = (long) Math.min(last, x + 1) * step;
            long r = 0;
            long g = 0;
            long b = 0;
            for (int line = 0; line < 2; line++) {
                long row = line == 0 ? upper : lower;
                r += weighted(plane.data(), row + left + red, row + here + red, row + right + red);
                g += weighted(plane.data(), row + left + 1, row + here + 1, row + right + 1);
                int blue = 2 - red;
                b += weighted(plane.data(), row + left + blue, row + here + blue, row + right + blue);
            }
            store(staging, to, x, component(cb, r, g, b));
            store(staging, to, x + 1, component(cr, r, g, b));
        }
    }

    private static int component(RgbMatrix matrix, long r, long g, long b) {
        long sum = r * matrix.r() + g * matrix.g() + b * matrix.b() + (long) TAPS * matrix.offset();
        return (int) ((sum / TAPS) >> RgbMatrix.SHIFT);
    }

    private static int weighted(MemorySegment data, long left, long here, long right) {
        return sample(data, left) + 2 * sample(data, here) + sample(data, right);
    }

    private static int sample(MemorySegment data, long offset) {
        return Byte.toUnsignedInt(data.get(JAVA_BYTE, offset));
    }

    private void store(MemorySegment staging, long row, int x, int value) {
        int sample = Math.clamp(value, 0, max);
        if (wide) {
            staging.set(SAMPLE16, row + 2L * x, (short) (sample << shift));
        } else {
            staging.set(JAVA_BYTE, row + x, (byte) sample);
        }
    }
}
