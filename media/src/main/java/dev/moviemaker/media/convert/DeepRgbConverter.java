// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.convert;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.color.RgbMatrix;
import java.lang.foreign.MemorySegment;

/** 10-bit RGB to 4:2:0, filtered as {@link RgbConverter} filters 8 bits. */
final class DeepRgbConverter {
    private static final int MAX = 1023;
    private static final int COMPONENT_BITS = 10;

    private final int width;
    private final int bitDepth;
    private final RgbMatrix luma;
    private final RgbMatrix cb;
    private final RgbMatrix cr;
    private final int[] upper;
    private final int[] lower;
    /** Sums of two rows by column, for each component in the order of its bits. */
    private final int[][] sums;

    private final int[] samples;

    DeepRgbConverter(ColorDescription color, int width, int bitDepth) {
        this.width = width;
        this.bitDepth = bitDepth;
        luma = RgbMatrix.luma(color, MAX, bitDepth);
        cb = RgbMatrix.cb(color, MAX, bitDepth);
        cr = RgbMatrix.cr(color, MAX, bitDepth);
        upper = new int[width];
        lower = new int[width];
        sums = new int[3][width];
        samples = new int[width];
    }

    boolean fits(PlanarPicture target) {
        return target.width() == width && target.bitDepth() == bitDepth;
    }

    void convert(CpuFrame frame, PlanarPicture target) {
        boolean redFirst = frame.format() == PixelFormat.RGB10A2;
        int lastRow = frame.height() - 1;
        for (int row = 0; row < target.height(); row += 2) {
            load(frame, Math.min(row, lastRow), upper);
            lumaRow(upper, redFirst, target, row);
            load(frame, Math.min(row + 1, lastRow), lower);
            lumaRow(lower, redFirst, target, row + 1);
            for (int c = 0; c < sums.length; c++) {
                add(upper, lower, COMPONENT_BITS * c, sums[c], width);
            }
            chromaRow(cb, redFirst, target.u(), (long) (row / 2) * target.uStride());
            chromaRow(cr, redFirst, target.v(), (long) (row / 2) * target.vStride());
        }
    }

    private void load(CpuFrame frame, int row, int[] pixels) {
        int count = frame.width();
        MemorySegment.copy(
                frame.planes().getFirst().data(), JAVA_INT_UNALIGNED, frame.rowOffset(0, row), pixels, 0, count);
        for (int i = count; i < width; i++) {
            pixels[i] = pixels[count - 1];
        }
    }

    private void lumaRow(int[] pixels, boolean redFirst, PlanarPicture target, int row) {
        int first = redFirst ? luma.r() : luma.b();
        int third = redFirst ? luma.b() : luma.r();
        for (int i = 0; i < width; i++) {
            int p = pixels[i];
            int sum = (p & MAX) * first
                    + ((p >>> COMPONENT_BITS) & MAX) * luma.g()
                    + ((p >>> (2 * COMPONENT_BITS)) & MAX) * third
                    + luma.offset();
            samples[i] = sum >> RgbMatrix.SHIFT;
        }
        store(target.y(), (long) row * target.yStride(), width);
    }

    private static void add(int[] upper, int[] lower, int shift, int[] sums, int width) {
        for (int i = 0; i < width; i++) {
            sums[i] = ((upper[i] >>> shift) & MAX) + ((lower[i] >>> shift) & MAX);
        }
    }

    private void chromaRow(RgbMatrix matrix, boolean redFirst, MemorySegment plane, long offset) {
        int first = redFirst ? matrix.r() : matrix.b();
        int third = redFirst ? matrix.b() : matrix.r();
        // The sums hold eight times a pixel.
        int offset8 = (matrix.offset() - (1 << (RgbMatrix.SHIFT - 1))) * 8 + (1 << (RgbMatrix.SHIFT + 2));
        int max = (1 << bitDepth) - 1;
        for (int i = 0; i < width / 2; i++) {
            int sum = filtered(sums[0], i) * first
                    + filtered(sums[1], i) * matrix.g()
                    + filtered(sums[2], i) * third
                    + offset8;
            samples[i] = Math.min(sum >> (RgbMatrix.SHIFT + 3), max);
        }
        store(plane, offset, width / 2);
    }

    private static int filtered(int[] sums, int pair) {
        return sums[Math.max(0, 2 * pair - 1)] + 2 * sums[2 * pair] + sums[2 * pair + 1];
    }

    private void store(MemorySegment plane, long offset, int count) {
        for (int i = 0; i < count; i++) {
            if (bitDepth == 8) {
                plane.set(JAVA_BYTE, offset + i, (byte) samples[i]);
            } else {
                plane.set(JAVA_SHORT_UNALIGNED, offset + 2L * i, (short) samples[i]);
            }
        }
    }
}
