package dev.moviemaker.media.convert;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.color.RgbMatrix;
import java.lang.foreign.MemorySegment;

/**
 * 8-bit RGB to 4:2:0. Rows go through arrays: the loops over arrays of different types are what the compiler turns into vector
 * instructions, and a row stays in the first-level cache.
 */
final class RgbConverter {
    private static final int RED_BLUE = 0xFF00FF;

    private final int width;
    private final int bitDepth;
    private final RgbMatrix luma;
    private final RgbMatrix cb;
    private final RgbMatrix cr;
    private final int[] upper;
    private final int[] lower;
    private final byte[] packed;
    /** Sums of two rows with one pixel of margin: bytes 0 and 2 of a pixel in one, byte 1 in the other. */
    private final int[] outerSums;

    private final int[] innerSums;
    private final byte[] bytes;
    private final short[] shorts;

    RgbConverter(ColorDescription color, int width, int bitDepth) {
        this.width = width;
        this.bitDepth = bitDepth;
        luma = RgbMatrix.luma(color, 255, bitDepth);
        cb = RgbMatrix.cb(color, 255, bitDepth);
        cr = RgbMatrix.cr(color, 255, bitDepth);
        upper = new int[width];
        lower = new int[width];
        packed = new byte[3 * width];
        outerSums = new int[width + 2];
        innerSums = new int[width + 2];
        bytes = new byte[bitDepth == 8 ? width : 0];
        shorts = new short[bitDepth == 8 ? 0 : width];
    }

    boolean fits(PlanarPicture target) {
        return target.width() == width && target.bitDepth() == bitDepth;
    }

    void convert(CpuFrame frame, PlanarPicture target) {
        // Weights by the byte's place in the pixel: the outer bytes are red and blue in one order or the other.
        boolean redFirst = frame.format() != PixelFormat.BGRA8;
        int lastRow = frame.height() - 1;
        for (int row = 0; row < target.height(); row += 2) {
            load(frame, Math.min(row, lastRow), upper);
            lumaRow(upper, redFirst, target, row);
            load(frame, Math.min(row + 1, lastRow), lower);
            lumaRow(lower, redFirst, target, row + 1);
            sumRows(upper, lower, outerSums, innerSums, width);
            chromaRow(cb, redFirst, target.u(), (long) (row / 2) * target.uStride());
            chromaRow(cr, redFirst, target.v(), (long) (row / 2) * target.vStride());
        }
    }

    private void load(CpuFrame frame, int row, int[] pixels) {
        CpuFrame.Plane plane = frame.planes().getFirst();
        long offset = (long) row * plane.strideBytes();
        int count = frame.width();
        if (frame.format() == PixelFormat.RGB24) {
            MemorySegment.copy(plane.data(), JAVA_BYTE, offset, packed, 0, 3 * count);
            for (int i = 0; i < count; i++) {
                pixels[i] = (packed[3 * i] & 0xFF) | (packed[3 * i + 1] & 0xFF) << 8 | (packed[3 * i + 2] & 0xFF) << 16;
            }
        } else {
            MemorySegment.copy(plane.data(), JAVA_INT_UNALIGNED, offset, pixels, 0, count);
        }
        for (int i = count; i < width; i++) {
            pixels[i] = pixels[count - 1];
        }
    }

    private void lumaRow(int[] pixels, boolean redFirst, PlanarPicture target, int row) {
        int first = redFirst ? luma.r() : luma.b();
        int third = redFirst ? luma.b() : luma.r();
        long offset = (long) row * target.yStride();
        if (bitDepth == 8) {
            luma8(pixels, bytes, width, first, luma.g(), third, luma.offset());
            MemorySegment.copy(bytes, 0, target.y(), JAVA_BYTE, offset, width);
        } else {
            luma10(pixels, shorts, width, first, luma.g(), third, luma.offset());
            MemorySegment.copy(shorts, 0, target.y(), JAVA_SHORT_UNALIGNED, offset, width);
        }
    }

    private void chromaRow(RgbMatrix matrix, boolean redFirst, MemorySegment plane, long offset) {
        int first = redFirst ? matrix.r() : matrix.b();
        int third = redFirst ? matrix.b() : matrix.r();
        // The sums hold eight times a pixel.
        int offset8 = (matrix.offset() - (1 << (RgbMatrix.SHIFT - 1))) * 8 + (1 << (RgbMatrix.SHIFT + 2));
        if (bitDepth == 8) {
            chroma8(outerSums, innerSums, bytes, width, first, matrix.g(), third, offset8);
            for (int i = 0; i < width / 2; i++) {
                bytes[i] = bytes[2 * i];
            }
            MemorySegment.copy(bytes, 0, plane, JAVA_BYTE, offset, width / 2);
        } else {
            chroma10(outerSums, innerSums, shorts, width, first, matrix.g(), third, offset8);
            for (int i = 0; i < width / 2; i++) {
                shorts[i] = shorts[2 * i];
            }
            MemorySegment.copy(shorts, 0, plane, JAVA_SHORT_UNALIGNED, offset, width / 2);
        }
    }

    private static void sumRows(int[] upper, int[] lower, int[] outer, int[] inner, int width) {
        for (int i = 0; i < width; i++) {
            outer[i + 1] = (upper[i] & RED_BLUE) + (lower[i] & RED_BLUE);
        }
        for (int i = 0; i < width; i++) {
            inner[i + 1] = ((upper[i] >>> 8) & 0xFF) + ((lower[i] >>> 8) & 0xFF);
        }
        outer[0] = outer[1];
        inner[0] = inner[1];
        outer[width + 1] = outer[width];
        inner[width + 1] = inner[width];
    }

    private static void luma8(int[] pixels, byte[] out, int width, int first, int second, int third, int offset) {
        for (int i = 0; i < width; i++) {
            int p = pixels[i];
            int sum = (p & 0xFF) * first + ((p >>> 8) & 0xFF) * second + ((p >>> 16) & 0xFF) * third + offset;
            out[i] = (byte) (sum >> RgbMatrix.SHIFT);
        }
    }

    private static void luma10(int[] pixels, short[] out, int width, int first, int second, int third, int offset) {
        for (int i = 0; i < width; i++) {
            int p = pixels[i];
            int sum = (p & 0xFF) * first + ((p >>> 8) & 0xFF) * second + ((p >>> 16) & 0xFF) * third + offset;
            out[i] = (short) (sum >> RgbMatrix.SHIFT);
        }
    }

    /** All columns are computed and the odd ones dropped afterwards: that is faster than a loop that cannot be vectorised. */
    private static void chroma8(
            int[] outer, int[] inner, byte[] out, int width, int first, int second, int third, int offset) {
        for (int i = 0; i < width; i++) {
            int o = outer[i] + 2 * outer[i + 1] + outer[i + 2];
            int n = inner[i] + 2 * inner[i + 1] + inner[i + 2];
            int sum = (o & 0xFFFF) * first + n * second + (o >>> 16) * third + offset;
            out[i] = (byte) Math.min(sum >> (RgbMatrix.SHIFT + 3), 255);
        }
    }

    private static void chroma10(
            int[] outer, int[] inner, short[] out, int width, int first, int second, int third, int offset) {
        for (int i = 0; i < width; i++) {
            int o = outer[i] + 2 * outer[i + 1] + outer[i + 2];
            int n = inner[i] + 2 * inner[i + 1] + inner[i + 2];
            int sum = (o & 0xFFFF) * first + n * second + (o >>> 16) * third + offset;
            out[i] = (short) Math.min(sum >> (RgbMatrix.SHIFT + 3), 1023);
        }
    }
}
