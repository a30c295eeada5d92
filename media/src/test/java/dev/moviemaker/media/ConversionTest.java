// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.ColorDescription.Matrix;
import dev.moviemaker.ColorDescription.Primaries;
import dev.moviemaker.ColorDescription.Range;
import dev.moviemaker.ColorDescription.Transfer;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.media.convert.FrameConverter;
import dev.moviemaker.media.convert.PlanarPicture;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversion against a double-precision reference. */
class ConversionTest {
    private static final long SEED = 20261122;

    private static PlanarPicture target(int width, int height, int bitDepth) {
        int bytes = bitDepth == 8 ? 1 : 2;
        return new PlanarPicture(
                width,
                height,
                bitDepth,
                MemorySegment.ofArray(new byte[width * height * bytes]),
                width * bytes,
                MemorySegment.ofArray(new byte[width * height * bytes / 4]),
                width * bytes / 2,
                MemorySegment.ofArray(new byte[width * height * bytes / 4]),
                width * bytes / 2);
    }

    private static int sample(PlanarPicture picture, MemorySegment plane, int index) {
        return picture.bitDepth() == 8
                ? plane.get(ValueLayout.JAVA_BYTE, index) & 0xFF
                : plane.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, index);
    }

    /** ITU-T H.273, 8.3, equations for limited and full range. */
    private static double[] reference(ColorDescription color, int bitDepth, double red, double green, double blue) {
        double kr = color.matrix().kr();
        double kb = color.matrix().kb();
        double y = (kr * red + (1 - kr - kb) * green + kb * blue) / 255;
        double cb = (blue / 255 - y) / (2 * (1 - kb));
        double cr = (red / 255 - y) / (2 * (1 - kr));
        double scale = 1 << (bitDepth - 8);
        double max = (1 << bitDepth) - 1;
        boolean full = color.range() == Range.FULL;
        double middle = 1 << (bitDepth - 1);
        return new double[] {
            full ? y * max : scale * (16 + 219 * y),
            Math.min(max, middle + (full ? cb * max : scale * 224 * cb)),
            Math.min(max, middle + (full ? cr * max : scale * 224 * cr))
        };
    }

    @ParameterizedTest
    @CsvSource({
        "BT709,LIMITED,8",
        "BT709,FULL,8",
        "BT709,LIMITED,10",
        "BT709,FULL,10",
        "BT601,LIMITED,8",
        "BT601,FULL,8",
        "BT601,LIMITED,10",
        "BT601,FULL,10",
        "BT2020_NCL,LIMITED,8",
        "BT2020_NCL,FULL,8",
        "BT2020_NCL,LIMITED,10",
        "BT2020_NCL,FULL,10"
    })
    void flatPatchesAreWithinOneCodeValue(Matrix matrix, Range range, int bitDepth) {
        ColorDescription color = new ColorDescription(Primaries.BT709, Transfer.BT709, matrix, range);
        FrameConverter converter = new FrameConverter(color);
        PlanarPicture picture = target(16, 16, bitDepth);
        Random random = new Random(SEED);
        PixelFormat[] formats = {PixelFormat.RGBA8, PixelFormat.BGRA8, PixelFormat.RGB24};
        for (int i = 0; i < 600; i++) {
            int red = i < 8 ? 255 * (i & 1) : random.nextInt(256);
            int green = i < 8 ? 255 * (i >> 1 & 1) : random.nextInt(256);
            int blue = i < 8 ? 255 * (i >> 2) : random.nextInt(256);
            converter.convert(Pictures.flat(formats[i % 3], 16, 16, red, green, blue), picture);
            double[] expected = reference(color, bitDepth, red, green, blue);
            int[] planes = {
                sample(picture, picture.y(), 17), sample(picture, picture.u(), 9), sample(picture, picture.v(), 9)
            };
            for (int p = 0; p < 3; p++) {
                assertThat((double) planes[p])
                        .as("seed %d, plane %d of %d,%d,%d", SEED, p, red, green, blue)
                        .isCloseTo(expected[p], within(0.6));
            }
        }
    }

    /** All values of ten bits count, and columns and rows of chroma lie where those of eight bits do. */
    @ParameterizedTest
    @CsvSource({"RGB10A2,BT709,LIMITED,10", "BGR10A2,BT2020_NCL,FULL,10", "RGB10A2,BT601,LIMITED,8"})
    void tenBitsAreWithinOneCodeValue(PixelFormat format, Matrix matrix, Range range, int bitDepth) {
        ColorDescription color = new ColorDescription(Primaries.BT709, Transfer.BT709, matrix, range);
        FrameConverter converter = new FrameConverter(color);
        PlanarPicture picture = target(18, 18, bitDepth);
        Random random = new Random(SEED);
        int[][] rgb = new int[17 * 17][];
        MemorySegment data = MemorySegment.ofArray(new byte[4 * rgb.length]);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = new int[] {random.nextInt(1024), random.nextInt(1024), random.nextInt(1024)};
            boolean redFirst = format == PixelFormat.RGB10A2;
            int word = rgb[i][redFirst ? 0 : 2] | rgb[i][1] << 10 | rgb[i][redFirst ? 2 : 0] << 20;
            data.set(ValueLayout.JAVA_INT_UNALIGNED, 4L * i, word | random.nextInt(4) << 30);
        }
        converter.convert(Frame.of(format, 17, 17, data), picture);
        for (int y = 0; y < 17; y++) {
            for (int x = 0; x < 17; x++) {
                double[] expected =
                        reference(color, bitDepth, mean(rgb, x, y, 0), mean(rgb, x, y, 1), mean(rgb, x, y, 2));
                double[] luma = reference(color, bitDepth, at(rgb, x, y, 0), at(rgb, x, y, 1), at(rgb, x, y, 2));
                assertThat((double) sample(picture, picture.y(), 18 * y + x)).isCloseTo(luma[0], within(0.6));
                int chroma = 9 * (y / 2) + x / 2;
                if (x % 2 == 0 && y % 2 == 0) {
                    assertThat((double) sample(picture, picture.u(), chroma)).isCloseTo(expected[1], within(0.6));
                    assertThat((double) sample(picture, picture.v(), chroma)).isCloseTo(expected[2], within(0.6));
                }
            }
        }
    }

    /** A component of a pixel of 17x17, the nearest one outside, in 255ths. */
    private static double at(int[][] rgb, int x, int y, int component) {
        return rgb[17 * Math.clamp(y, 0, 16) + Math.clamp(x, 0, 16)][component] * 255 / 1023.0;
    }

    private static double mean(int[][] rgb, int x, int y, int component) {
        double sum = 0;
        for (int row = y; row < y + 2; row++) {
            sum += at(rgb, x - 1, row, component) + 2 * at(rgb, x, row, component) + at(rgb, x + 1, row, component);
        }
        return sum / 8;
    }

    @Test
    void chromaIsSitedOnEvenColumnsAndBetweenRows() {
        // One blue column at x = 4, in line with the third chroma sample: 1-2-1 gives it half of the blue, its
        // neighbours at 2 and 6 none.
        byte[] pixels = new byte[4 * 16 * 16];
        for (int y = 0; y < 16; y++) {
            pixels[4 * (16 * y + 4) + 2] = (byte) 255;
        }
        PlanarPicture picture = target(16, 16, 8);
        new FrameConverter(ColorDescription.BT709)
                .convert(Frame.of(PixelFormat.RGBA8, 16, 16, MemorySegment.ofArray(pixels)), picture);
        assertThat(sample(picture, picture.u(), 1)).isEqualTo(128);
        assertThat(sample(picture, picture.u(), 2)).isEqualTo(128 + 56);
        assertThat(sample(picture, picture.u(), 3)).isEqualTo(128);
        // And at x = 5, half-way between two samples: a quarter each.
        for (int y = 0; y < 16; y++) {
            pixels[4 * (16 * y + 4) + 2] = 0;
            pixels[4 * (16 * y + 5) + 2] = (byte) 255;
        }
        new FrameConverter(ColorDescription.BT709)
                .convert(Frame.of(PixelFormat.RGBA8, 16, 16, MemorySegment.ofArray(pixels)), picture);
        assertThat(sample(picture, picture.u(), 2)).isEqualTo(128 + 28);
        assertThat(sample(picture, picture.u(), 3)).isEqualTo(128 + 28);
    }

    @Test
    void oddSizesRepeatTheirLastColumnAndRow() {
        PlanarPicture picture = target(64, 64, 8);
        CpuFrame frame = Pictures.moving(17, 17, 0);
        new FrameConverter(ColorDescription.BT709).convert(frame, picture);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                assertThat(sample(picture, picture.y(), 64 * y + x))
                        .isEqualTo(sample(picture, picture.y(), 64 * Math.min(y, 16) + Math.min(x, 16)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"I420,8", "NV12,8", "I010,10", "P010,10", "I420,10", "NV12,10", "I010,8", "P010,8"})
    void yuvKeepsItsValues(PixelFormat format, int bitDepth) {
        int width = 19;
        int height = 17;
        int chromaWidth = 10;
        boolean wide = format.bitDepth() == 10;
        MemorySegment data = MemorySegment.ofArray(new byte[Math.toIntExact(format.frameBytes(width, height))]);
        Random random = new Random(SEED);
        int samples = (int) (data.byteSize() / (wide ? 2 : 1));
        int[] values = new int[samples];
        for (int i = 0; i < samples; i++) {
            values[i] = random.nextInt(wide ? 1024 : 256);
            if (wide) {
                int stored = format == PixelFormat.P010 ? values[i] << 6 : values[i];
                data.set(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * i, (short) stored);
            } else {
                data.set(ValueLayout.JAVA_BYTE, i, (byte) values[i]);
            }
        }
        PlanarPicture picture = target(20, 18, bitDepth);
        new FrameConverter(ColorDescription.BT709).convert(Frame.of(format, width, height, data), picture);
        int luma = width * height;
        for (int y = 0; y < 18; y++) {
            for (int x = 0; x < 20; x++) {
                int source = values[Math.min(y, 16) * width + Math.min(x, 18)];
                assertThat(sample(picture, picture.y(), y * 20 + x)).isEqualTo(expected(source, wide, bitDepth));
            }
        }
        boolean interleaved = format.planeCount() == 2;
        for (int i = 0; i < 90; i++) {
            int u = interleaved ? values[luma + 2 * i] : values[luma + i];
            int v = interleaved ? values[luma + 2 * i + 1] : values[luma + chromaWidth * 9 + i];
            assertThat(sample(picture, picture.u(), i)).isEqualTo(expected(u, wide, bitDepth));
            assertThat(sample(picture, picture.v(), i)).isEqualTo(expected(v, wide, bitDepth));
        }
    }

    private static int expected(int value, boolean wide, int bitDepth) {
        if (wide == (bitDepth == 10)) {
            return value;
        }
        return wide ? Math.min(255, (value + 2) / 4) : value * 4;
    }
}
