// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Usage;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.recorder.MovieMaker;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A patch whose hue alone changes, its luma staying as it is, has its new hue in every picture. */
class HueTest {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int FRAMES = 14;
    private static final int[] HUES = {160, 96, 128, 200};

    @TempDir
    Path folder;

    private static int hue(int picture) {
        return HUES[picture / 2 % HUES.length];
    }

    /** A moving ramp, and in its middle a square of one luma. */
    private static CpuFrame frame(Arena arena, int picture) {
        MemorySegment data = arena.allocate(PixelFormat.I420.frameBytes(WIDTH, HEIGHT));
        data.fill((byte) 128);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean inside = x >= 480 && x < 800 && y >= 200 && y < 520;
                data.set(ValueLayout.JAVA_BYTE, (long) y * WIDTH + x, (byte)
                        (inside ? 128 : 40 + (x + y + 5 * picture) / 12 % 180));
            }
        }
        long chroma = (long) WIDTH * HEIGHT;
        for (int y = 100; y < 260; y++) {
            data.asSlice(chroma + (long) y * WIDTH / 2 + 240, 160).fill((byte) hue(picture));
        }
        return Frame.of(PixelFormat.I420, WIDTH, HEIGHT, data);
    }

    @ParameterizedTest
    @CsvSource({"7,RECORDING", "10,RECORDING", "13,RECORDING", "6,TRANSCODING", "10,TRANSCODING", "13,TRANSCODING"})
    void everyPictureHasItsOwn(int speed, Usage usage) throws Exception {
        Path file = folder.resolve("hue.mkv");
        try (MovieMaker maker = MovieMaker.create("av1_software");
                Arena arena = Arena.ofConfined()) {
            maker.configure(EncoderSettings.builder()
                    .width(WIDTH)
                    .height(HEIGHT)
                    .rateControl(RateControlMode.CRF)
                    .quality(50)
                    .speed(speed)
                    .usage(usage)
                    .build());
            maker.start(file);
            for (int i = 0; i < FRAMES; i++) {
                maker.record(frame(arena, i));
            }
            maker.finish();
        }
        try (MediaReader reader = MediaReader.open(file)) {
            Optional<MovieInput.Item> item = reader.next();
            for (int i = 0; i < FRAMES; i++) {
                CpuFrame.Plane plane = ((MovieInput.Item.Picture) item.orElseThrow())
                        .frame()
                        .planes()
                        .get(1);
                long sum = 0;
                for (int y = 120; y < 240; y++) {
                    for (int x = 260; x < 380; x++) {
                        sum += plane.data().get(ValueLayout.JAVA_BYTE, (long) y * plane.strideBytes() + x) & 0xFF;
                    }
                }
                assertThat(sum / 14_400.0).as("picture %d", i).isBetween(hue(i) - 3.0, hue(i) + 3.0);
                item = reader.next();
            }
        }
    }
}
