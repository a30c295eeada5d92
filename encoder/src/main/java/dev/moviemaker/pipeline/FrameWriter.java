package dev.moviemaker.pipeline;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.color.DepthChange;
import dev.moviemaker.session.StagingLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Writes a frame of the caller's into staging memory as NV12 or P010, and repeats its last column and row into the padding, which the
 * encoder reads. Allocates nothing.
 */
final class FrameWriter {
    private static final ValueLayout.OfShort SAMPLE16 =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int P010_SHIFT = 6;

    private final StagingLayout layout;
    private final int bitDepth;
    private final DepthChange from8;
    private final DepthChange from10;
    private final RgbFrameWriter rgb;

    FrameWriter(StagingLayout layout, ColorDescription color) {
        this.layout = layout;
        this.bitDepth = layout.bytesPerSample() == 2 ? 10 : 8;
        this.from8 = DepthChange.of(color.range(), 8, bitDepth);
        this.from10 = DepthChange.of(color.range(), 10, bitDepth);
        this.rgb = new RgbFrameWriter(layout, color, bitDepth);
    }

    void write(CpuFrame frame, MemorySegment staging) {
        int width = frame.width();
        int height = frame.height();
        int chromaWidth = (width + 1) / 2;
        int chromaHeight = (height + 1) / 2;
        boolean isRgb = frame.format().isRgb();
        for (int y = 0; y < height; y++) {
            long to = y * layout.rowBytes();
            if (isRgb) {
                rgb.luma(frame, y, staging, to);
            } else {
                luma(frame, y, staging, to);
            }
            repeatLast(staging, to, width, 1);
        }
        repeatRows(staging, 0, height, layout.size().height());
        for (int y = 0; y < chromaHeight; y++) {
            long to = layout.chromaOffset() + y * layout.rowBytes();
            if (isRgb) {
                rgb.chroma(frame, y, staging, to);
            } else {
                chroma(frame, y, chromaWidth, staging, to);
            }
            repeatLast(staging, to, chromaWidth, 2);
        }
        repeatRows(staging, layout.chromaOffset(), chromaHeight, layout.size().height() / 2);
    }

    private void luma(CpuFrame frame, int y, MemorySegment staging, long to) {
        CpuFrame.Plane plane = frame.planes().get(0);
        long from = (long) y * plane.strideBytes();
        int width = frame.width();
        boolean sameDepth = frame.format() == PixelFormat.I420 && bitDepth == 8;
        if (sameDepth || copies(frame.format())) {
            MemorySegment.copy(plane.data(), from, staging, to, (long) width * layout.bytesPerSample());
            return;
        }
        for (int x = 0; x < width; x++) {
            store(staging, to, x, sample(frame.format(), plane.data(), from, x));
        }
    }

    private void chroma(CpuFrame frame, int y, int chromaWidth, MemorySegment staging, long to) {
        PixelFormat format = frame.format();
        CpuFrame.Plane first = frame.planes().get(1);
        long from = (long) y * first.strideBytes();
        if (copies(format)) {
            MemorySegment.copy(first.data(), from, staging, to, 2L * chromaWidth * layout.bytesPerSample());
        } else if (format.planeCount() == 2) {
            for (int x = 0; x < 2 * chromaWidth; x++) {
                store(staging, to, x, sample(format, first.data(), from, x));
            }
        } else {
            CpuFrame.Plane second = frame.planes().get(2);
            long fromSecond = (long) y * second.strideBytes();
            for (int x = 0; x < chromaWidth; x++) {
                store(staging, to, 2 * x, sample(format, first.data(), from, x));
                store(staging, to, 2 * x + 1, sample(format, second.data(), fromSecond, x));
            }
        }
    }

    /** Whether rows go over as they are. */
    private boolean copies(PixelFormat format) {
        return bitDepth == 10 ? format == PixelFormat.P010 : format == PixelFormat.NV12;
    }

    private int sample(PixelFormat format, MemorySegment data, long row, int x) {
        if (format.bitDepth() == 8) {
            return from8.apply(Byte.toUnsignedInt(data.get(JAVA_BYTE, row + x)));
        }
        int stored = Short.toUnsignedInt(data.get(SAMPLE16, row + 2L * x));
        return from10.apply(format == PixelFormat.P010 ? stored >> P010_SHIFT : stored);
    }

    private void store(MemorySegment staging, long row, int x, int sample) {
        if (bitDepth == 10) {
            staging.set(SAMPLE16, row + 2L * x, (short) (sample << P010_SHIFT));
        } else {
            staging.set(JAVA_BYTE, row + x, (byte) sample);
        }
    }

    /** Repeats the last pixel of a row, which has one or two samples, up to the padded width. */
    private void repeatLast(MemorySegment staging, long row, int pixels, int samplesPerPixel) {
        long bytes = (long) samplesPerPixel * layout.bytesPerSample();
        long last = row + (pixels - 1) * bytes;
        for (long to = last + bytes; to < row + layout.rowBytes(); to += bytes) {
            MemorySegment.copy(staging, last, staging, to, bytes);
        }
    }

    private void repeatRows(MemorySegment staging, long plane, int rows, int padded) {
        long row = layout.rowBytes();
        for (int y = rows; y < padded; y++) {
            MemorySegment.copy(staging, plane + (rows - 1) * row, staging, plane + y * row, row);
        }
    }
}
