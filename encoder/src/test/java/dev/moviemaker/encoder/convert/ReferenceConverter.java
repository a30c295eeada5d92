// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.ColorDescription.Range;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The conversion in double precision, straight from ITU-T H.273, with nothing in common with the library's: the same
 * numbers would hide the same mistake. Results are unrounded code values.
 */
public final class ReferenceConverter {
    private final ColorDescription color;
    private final int bitDepth;
    private final int targetWidth;
    private final int targetHeight;

    public ReferenceConverter(ColorDescription color, int bitDepth, int targetWidth, int targetHeight) {
        this.color = color;
        this.bitDepth = bitDepth;
        this.targetWidth = targetWidth;
        this.targetHeight = targetHeight;
    }

    /** Red, green and blue of a pixel, 0 to 1. */
    interface RgbSource {
        double[] rgb(int x, int y);
    }

    /** Unrounded code values: luma by rows, then Cb and Cr of each place in turn. */
    public static final class Planes {
        private final double[] luma;
        private final double[] chroma;

        private Planes(double[] luma, double[] chroma) {
            this.luma = luma;
            this.chroma = chroma;
        }

        /** A sample of both planes, luma first. */
        public double sample(int index) {
            return index < luma.length ? luma[index] : chroma[index - luma.length];
        }
    }

    Planes convert(RgbSource source, int width, int height) {
        double[] luma = new double[targetWidth * targetHeight];
        for (int y = 0; y < targetHeight; y++) {
            for (int x = 0; x < targetWidth; x++) {
                luma[y * targetWidth + x] = ycbcr(at(source, x, y, width, height))[0];
            }
        }
        double[] chroma = new double[targetWidth * targetHeight / 2];
        int next = 0;
        for (int y = 0; y < targetHeight; y += 2) {
            for (int x = 0; x < targetWidth; x += 2) {
                double[] mean = new double[3];
                for (int dy = 0; dy < 2; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        double[] rgb = at(source, x + dx, y + dy, width, height);
                        double weight = (dx == 0 ? 0.5 : 0.25) / 2;
                        for (int c = 0; c < 3; c++) {
                            mean[c] += weight * rgb[c];
                        }
                    }
                }
                double[] ycbcr = ycbcr(mean);
                chroma[next++] = ycbcr[1];
                chroma[next++] = ycbcr[2];
            }
        }
        return new Planes(luma, chroma);
    }

    private static double[] at(RgbSource source, int x, int y, int width, int height) {
        return source.rgb(Math.clamp(x, 0, width - 1), Math.clamp(y, 0, height - 1));
    }

    private double[] ycbcr(double[] rgb) {
        double kr = color.matrix().kr();
        double kb = color.matrix().kb();
        double y = kr * rgb[0] + (1 - kr - kb) * rgb[1] + kb * rgb[2];
        double cb = (rgb[2] - y) / (2 * (1 - kb));
        double cr = (rgb[0] - y) / (2 * (1 - kr));
        double step = 1 << (bitDepth - 8);
        double middle = 128 * step;
        if (color.range() == Range.LIMITED) {
            return new double[] {16 * step + 219 * step * y, middle + 224 * step * cb, middle + 224 * step * cr};
        }
        double max = (1 << bitDepth) - 1;
        return new double[] {max * y, Math.min(max, middle + max * cb), Math.min(max, middle + max * cr)};
    }

    public static Planes convert(ReferenceConverter converter, CpuFrame frame) {
        return frame.format().isRgb()
                ? converter.convert((x, y) -> packed(frame, x, y), frame.width(), frame.height())
                : converter.repack(frame);
    }

    private static double[] packed(CpuFrame frame, int x, int y) {
        CpuFrame.Plane plane = frame.planes().getFirst();
        int size = frame.format() == PixelFormat.RGB24 ? 3 : 4;
        long offset = (long) y * plane.strideBytes() + (long) size * x;
        double[] rgb = new double[3];
        if (frame.format().bitDepth() == 10) {
            int word = plane.data().get(ValueLayout.JAVA_INT_UNALIGNED, offset);
            for (int c = 0; c < 3; c++) {
                int place = frame.format() == PixelFormat.BGR10A2 ? 2 - c : c;
                rgb[c] = (word >>> (10 * place) & 1023) / 1023.0;
            }
            return rgb;
        }
        for (int c = 0; c < 3; c++) {
            int place = frame.format() == PixelFormat.BGRA8 ? 2 - c : c;
            rgb[c] = (plane.data().get(ValueLayout.JAVA_BYTE, offset + place) & 0xFF) / 255.0;
        }
        return rgb;
    }

    private Planes repack(CpuFrame frame) {
        double[] luma = new double[targetWidth * targetHeight];
        for (int y = 0; y < targetHeight; y++) {
            for (int x = 0; x < targetWidth; x++) {
                int column = Math.min(x, frame.width() - 1);
                luma[y * targetWidth + x] = sample(frame, 0, column, Math.min(y, frame.height() - 1));
            }
        }
        double[] chroma = new double[targetWidth * targetHeight / 2];
        int next = 0;
        for (int y = 0; y < targetHeight / 2; y++) {
            for (int x = 0; x < targetWidth / 2; x++) {
                int column = Math.min(x, (frame.width() - 1) / 2);
                int row = Math.min(y, (frame.height() - 1) / 2);
                boolean planar = frame.format().planeCount() == 3;
                chroma[next++] = planar ? sample(frame, 1, column, row) : sample(frame, 1, 2 * column, row);
                chroma[next++] = planar ? sample(frame, 2, column, row) : sample(frame, 1, 2 * column + 1, row);
            }
        }
        return new Planes(luma, chroma);
    }

    private double sample(CpuFrame frame, int plane, int index, int row) {
        MemorySegment data = frame.planes().get(plane).data();
        long start = (long) row * frame.planes().get(plane).strideBytes();
        int sourceDepth = frame.format().bitDepth();
        double value;
        if (sourceDepth == 8) {
            value = data.get(ValueLayout.JAVA_BYTE, start + index) & 0xFF;
        } else {
            int word = data.get(ValueLayout.JAVA_SHORT_UNALIGNED, start + 2L * index) & 0xFFFF;
            value = frame.format() == PixelFormat.P010 ? word >> 6 : word;
        }
        double max = (1 << bitDepth) - 1;
        double scale = color.range() == Range.FULL
                ? max / ((1 << sourceDepth) - 1)
                : (double) (1 << bitDepth) / (1 << sourceDepth);
        return Math.min(max, value * scale);
    }
}
