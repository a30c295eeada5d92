// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.convert;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.color.RgbMatrix;
import java.lang.foreign.MemorySegment;

/**
 * 8-bit RGB to 4:2:0. Rows go through arrays, in loops so plain that the compiler makes vector instructions of them:
 * arithmetic on ints first, narrowing afterwards (both in one loop are not vectorised and take seven times as long). A
 * row stays in the first-level cache.
 */
final class RgbConverter {
    /** Bytes 0 and 2 of two pixels side by side, each with room for sums up to 16 bits. */
    private static final long OUTER = 0x00FF00FF00FF00FFL;

    private static final long INNER = 0x000000FF000000FFL;

    private final int width;
    private final int bitDepth;
    private final RgbMatrix luma;
    private final RgbMatrix cb;
    private final RgbMatrix cr;
    private final int[] upper;
    private final int[] lower;
    private final MemorySegment upperPixels;
    private final MemorySegment lowerPixels;
    private final long[] upperPairs;
    private final long[] lowerPairs;
    private final byte[] packed;
    /**
     * Sums of two rows by column: bytes 0 and 2 of a pixel in one, byte 1 in the other; odd columns with one of margin
     * at the left.
     */
    private final int[] evenOuter;

    private final int[] oddOuter;
    private final int[] evenInner;
    private final int[] oddInner;
    private final int[] samples;
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
        upperPixels = MemorySegment.ofArray(upper);
        lowerPixels = MemorySegment.ofArray(lower);
        upperPairs = new long[width / 2];
        lowerPairs = new long[width / 2];
        packed = new byte[3 * width];
        evenOuter = new int[width / 2];
        oddOuter = new int[width / 2 + 1];
        evenInner = new int[width / 2];
        oddInner = new int[width / 2 + 1];
        samples = new int[width];
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
            MemorySegment.copy(upperPixels, JAVA_LONG_UNALIGNED, 0, upperPairs, 0, width / 2);
            MemorySegment.copy(lowerPixels, JAVA_LONG_UNALIGNED, 0, lowerPairs, 0, width / 2);
            sumRows(upperPairs, lowerPairs, evenOuter, oddOuter, evenInner, oddInner, width / 2);
            chromaRow(cb, redFirst, target.u(), (long) (row / 2) * target.uStride());
            chromaRow(cr, redFirst, target.v(), (long) (row / 2) * target.vStride());
        }
    }

    private void load(CpuFrame frame, int row, int[] pixels) {
        CpuFrame.Plane plane = frame.planes().getFirst();
        long offset = frame.rowOffset(0, row);
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
        weigh(pixels, samples, width, first, luma.g(), third, luma.offset());
        store(target.y(), (long) row * target.yStride(), width);
    }

    private void chromaRow(RgbMatrix matrix, boolean redFirst, MemorySegment plane, long offset) {
        int first = redFirst ? matrix.r() : matrix.b();
        int third = redFirst ? matrix.b() : matrix.r();
        // The sums hold eight times a pixel.
        int offset8 = (matrix.offset() - (1 << (RgbMatrix.SHIFT - 1))) * 8 + (1 << (RgbMatrix.SHIFT + 2));
        int max = (1 << bitDepth) - 1;
        filter(evenOuter, oddOuter, evenInner, oddInner, samples, width / 2, first, matrix.g(), third, offset8, max);
        store(plane, offset, width / 2);
    }

    private void store(MemorySegment plane, long offset, int count) {
        if (bitDepth == 8) {
            narrow(samples, bytes, count);
            MemorySegment.copy(bytes, 0, plane, JAVA_BYTE, offset, count);
        } else {
            narrow(samples, shorts, count);
            MemorySegment.copy(shorts, 0, plane, JAVA_SHORT_UNALIGNED, offset, count);
        }
    }

    private static void weigh(int[] pixels, int[] out, int width, int first, int second, int third, int offset) {
        for (int i = 0; i < width; i++) {
            int p = pixels[i];
            int sum = (p & 0xFF) * first + ((p >>> 8) & 0xFF) * second + ((p >>> 16) & 0xFF) * third + offset;
            out[i] = sum >> RgbMatrix.SHIFT;
        }
    }

    private static void sumRows(
            long[] upper, long[] lower, int[] evenOuter, int[] oddOuter, int[] evenInner, int[] oddInner, int pairs) {
        for (int i = 0; i < pairs; i++) {
            long outer = (upper[i] & OUTER) + (lower[i] & OUTER);
            long inner = ((upper[i] >>> 8) & INNER) + ((lower[i] >>> 8) & INNER);
            evenOuter[i] = (int) outer;
            oddOuter[i + 1] = (int) (outer >>> 32);
            evenInner[i] = (int) inner;
            oddInner[i + 1] = (int) (inner >>> 32);
        }
        oddOuter[0] = evenOuter[0];
        oddInner[0] = evenInner[0];
    }

    private static void filter(
            int[] evenOuter,
            int[] oddOuter,
            int[] evenInner,
            int[] oddInner,
            int[] out,
            int pairs,
            int first,
            int second,
            int third,
            int offset,
            int max) {
        for (int i = 0; i < pairs; i++) {
            int outer = oddOuter[i] + 2 * evenOuter[i] + oddOuter[i + 1];
            int inner = oddInner[i] + 2 * evenInner[i] + oddInner[i + 1];
            int sum = (outer & 0xFFFF) * first + inner * second + (outer >>> 16) * third + offset;
            out[i] = Math.min(sum >> (RgbMatrix.SHIFT + 3), max);
        }
    }

    private static void narrow(int[] from, byte[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = (byte) from[i];
        }
    }

    private static void narrow(int[] from, short[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = (short) from[i];
        }
    }
}
