package dev.moviemaker.encoder.convert;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Frames that are hard to convert: noise, with the extremes of every component and flat areas in it, and rows with gaps between them. */
public final class TestFrames {
    private TestFrames() {}

    public static CpuFrame noise(PixelFormat format, int width, int height, int gapBytes, long seed) {
        Random random = new Random(seed);
        List<CpuFrame.Plane> planes = new ArrayList<>();
        for (int i = 0; i < format.planeCount(); i++) {
            int rowBytes = format.rowBytes(i, width);
            int stride = rowBytes + gapBytes;
            // The last row has no gap behind it: reading one would fail.
            MemorySegment data = MemorySegment.ofArray(new byte[stride * (format.rows(i, height) - 1) + rowBytes]);
            for (int row = 0; row < format.rows(i, height); row++) {
                fill(random, format, data, (long) row * stride, rowBytes);
            }
            planes.add(new CpuFrame.Plane(data, stride));
        }
        return new CpuFrame(format, width, height, planes);
    }

    private static void fill(Random random, PixelFormat format, MemorySegment data, long start, int bytes) {
        if (format.bitDepth() == 8) {
            for (int i = 0; i < bytes; i++) {
                data.set(ValueLayout.JAVA_BYTE, start + i, (byte) value(random, 255));
            }
            return;
        }
        for (int i = 0; i < bytes; i += 2) {
            int sample = value(random, 1023);
            int word = format == PixelFormat.P010 ? sample << 6 : sample;
            data.set(ValueLayout.JAVA_SHORT_UNALIGNED, start + i, (short) word);
        }
    }

    private static int value(Random random, int max) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> max;
            default -> random.nextInt(max + 1);
        };
    }
}
