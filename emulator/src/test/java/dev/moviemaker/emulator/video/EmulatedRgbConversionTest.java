// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.emulator.client.RgbPixel;
import dev.moviemaker.emulator.objects.PictureFormat;
import dev.moviemaker.emulator.profile.ChromaOffset;
import dev.moviemaker.emulator.profile.RgbModel;
import dev.moviemaker.emulator.profile.RgbRange;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The conversion against the formulas of ITU-T H.273 in double precision, on seeded noise of odd size inside a larger
 * image.
 */
class EmulatedRgbConversionTest {
    private static final int STRIDE = 24;
    private static final int WIDTH = 19;
    private static final int HEIGHT = 11;

    static Stream<Arguments> conversions() {
        return Stream.of(RgbModel.values())
                .flatMap(model -> Stream.of(RgbRange.values())
                        .flatMap(range -> Stream.of(ChromaOffset.values())
                                .flatMap(x -> Stream.of(ChromaOffset.values())
                                        .map(y -> new EmulatedRgbConversion(model, range, x, y)))))
                .flatMap(conversion -> Stream.of(PictureFormat.values())
                        .filter(PictureFormat::isRgb)
                        .map(format -> Arguments.of(conversion, format)));
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void isThatOfH273(EmulatedRgbConversion conversion, PictureFormat format) {
        Random random = new Random(7);
        int[][][] pixels = new int[HEIGHT][WIDTH][];
        int[] words = new int[STRIDE * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                pixels[y][x] = random.ints(3, 0, 256).toArray();
                words[y * STRIDE + x] = RgbPixel.word(format.code(), pixels[y][x][0], pixels[y][x][1], pixels[y][x][2]);
            }
        }
        Picture target = Picture.allocate(WIDTH + 3, HEIGHT + 2, format.bitDepth());
        conversion.convert(MemorySegment.ofArray(words), format, STRIDE, WIDTH, HEIGHT, target);
        for (int y = 0; y < target.height(); y++) {
            for (int x = 0; x < target.width(); x++) {
                double[] expected = exact(conversion, format, at(pixels, x, y));
                assertThat((double) target.y().get(x, y))
                        .as("Y of %d, %d", x, y)
                        .isCloseTo(expected[0], within());
            }
        }
        for (int y = 0; y < target.u().height; y++) {
            for (int x = 0; x < target.u().width; x++) {
                double cb = 0;
                double cr = 0;
                for (int i = 0; i < 9; i++) {
                    int dx = i % 3 - 1;
                    int dy = i / 3 - 1;
                    double weight = weight(conversion.xOffset(), dx) * weight(conversion.yOffset(), dy);
                    int column = Math.min(2 * x + dx, target.width() - 1);
                    double[] sample = exact(conversion, format, at(pixels, column, 2 * y + dy));
                    cb += weight * sample[1];
                    cr += weight * sample[2];
                }
                int max = (1 << format.bitDepth()) - 1;
                assertThat((double) target.u().get(x, y))
                        .as("Cb of %d, %d", x, y)
                        .isCloseTo(Math.min(cb, max), within());
                assertThat((double) target.v().get(x, y))
                        .as("Cr of %d, %d", x, y)
                        .isCloseTo(Math.min(cr, max), within());
            }
        }
    }

    /** Half a step of rounding, and what weights of 16 bits lose. */
    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.api.Assertions.within(0.52);
    }

    private static int[] at(int[][][] pixels, int x, int y) {
        return pixels[Math.clamp(y, 0, HEIGHT - 1)][Math.clamp(x, 0, WIDTH - 1)];
    }

    private static double weight(ChromaOffset offset, int place) {
        return offset == ChromaOffset.MIDPOINT ? (place < 0 ? 0 : 0.5) : (place == 0 ? 0.5 : 0.25);
    }

    private static double[] exact(EmulatedRgbConversion conversion, PictureFormat format, int[] rgb) {
        int depth = format.bitDepth();
        double max = (1 << depth) - 1;
        double r = Math.round(rgb[0] * max / 255) / max;
        double g = Math.round(rgb[1] * max / 255) / max;
        double b = Math.round(rgb[2] * max / 255) / max;
        double kr = conversion.model().kr();
        double kb = conversion.model().kb();
        double y = kr * r + (1 - kr - kb) * g + kb * b;
        double cb = (b - y) / (2 * (1 - kb));
        double cr = (r - y) / (2 * (1 - kr));
        double step = 1 << (depth - 8);
        return conversion.range() == RgbRange.FULL
                ? new double[] {max * y, max * cb + 128 * step, max * cr + 128 * step}
                : new double[] {(219 * y + 16) * step, (224 * cb + 128) * step, (224 * cr + 128) * step};
    }
}
