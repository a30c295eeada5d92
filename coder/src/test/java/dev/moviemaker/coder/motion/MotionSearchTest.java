// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.moviemaker.coder.predict.InterPredictor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MotionSearchTest {
    private static final int WIDTH = 192;
    private static final int HEIGHT = 128;
    private static final int STRIDE = WIDTH;

    /**
     * A texture is moved by a known vector; from a start one sample away the search must find that vector. A block of
     * 8x8 shows little: it gets the vector itself as a start and may end a quarter off.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 16",
        "8, -16, 16",
        "-40, 24, 16",
        "6, 2, 16",
        "-18, 10, 32",
        "-54, -34, 16",
        "100, 4, 32",
        "12, -6, 8"
    })
    void findsTheMotion(int mvRow, int mvColumn, int side) {
        short[] reference = texture();
        short[] source = new short[WIDTH * HEIGHT];
        InterPredictor predictor = new InterPredictor();
        int[] prediction = predictor.predict(
                reference, WIDTH, WIDTH - 1, HEIGHT - 1, 0, 0, 128, 128, 2 * mvColumn, 2 * mvRow, 0, 0, 8);
        InterPredictor.store(prediction, 128, 128, source, 0, WIDTH);
        BlockMatch match = new BlockMatch();
        MotionSearch search = new MotionSearch(match);
        match.reference(reference, STRIDE, WIDTH - 1, HEIGHT - 1);
        int away = side == 8 ? 0 : 8;
        int[] starts = {((mvRow + away) << 16) | ((mvColumn - away) & 0xFFFF)};
        for (int y = 32; y <= 64; y += 32) {
            for (int x = 32; x <= 64; x += 32) {
                match.source(source, STRIDE, x, y, side, side, 8);
                match.price(2, 0);
                int whole = search.searchNear(starts, 1);
                int mv = search.searchFractions(whole, 0, false);
                assertThat(mv >> 16)
                        .as("row at %d,%d after whole %d", x, y, whole >> 16)
                        .isCloseTo(mvRow, within(side == 8 ? 2 : 0));
                assertThat((int) (short) mv)
                        .as("column at %d,%d after whole %d", x, y, (short) whole)
                        .isCloseTo(mvColumn, within(side == 8 ? 2 : 0));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "176, 112", "184, 120"})
    void vectorsMayLeaveThePicture(int x, int y) {
        short[] reference = texture();
        BlockMatch match = new BlockMatch();
        MotionSearch search = new MotionSearch(match);
        match.reference(reference, STRIDE, WIDTH - 1, HEIGHT - 1);
        match.source(reference, STRIDE, x, y, 8, 8, 8);
        match.price(8, (-640 << 16) | (640 & 0xFFFF));
        int mv = search.searchFractions(search.searchNear(new int[] {-2000}, 1), 0, true);
        assertThat(search.cost()).isLessThan(8 * 8 * 40);
        assertThat(Math.abs(mv >> 16)).isLessThan(1 << 13);
    }

    private static short[] texture() {
        short[] samples = new short[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double value = 128 + 40 * Math.sin(x * 0.13 + y * 0.05) + 40 * Math.cos(y * 0.11 - x * 0.031);
                value += 12 * Math.sin(x * 0.37) * Math.cos(y * 0.41) + 9 * Math.sin(x * 0.9 + 3 * Math.cos(y * 0.3));
                samples[y * WIDTH + x] = (short) Math.round(value);
            }
        }
        return samples;
    }
}
