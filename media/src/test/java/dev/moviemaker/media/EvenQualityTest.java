// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
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

/** Where there is bitrate enough, it reaches every picture, up to the last before a key frame. */
class EvenQualityTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int FRAMES = 62;

    @TempDir
    Path folder;

    /** Bars that move over a plain ground and squares on orbits, as in a simple game. */
    private static int sample(int x, int y, int picture) {
        for (int i = 5; i >= 0; i--) {
            double angle = 0.07 * picture + i * Math.PI / 3;
            double fromX = x - WIDTH / 2.0 - (60 + 20 * i) * Math.cos(angle);
            double fromY = y - HEIGHT / 2.0 - (60 + 20 * i) * Math.sin(angle);
            if (Math.abs(fromX) < 20 && Math.abs(fromY) < 20) {
                return 90 + 25 * i;
            }
        }
        return (x + WIDTH - 3 * picture % WIDTH) % 80 < 24 ? 60 : 45;
    }

    private static CpuFrame frame(Arena arena, int picture) {
        MemorySegment data = arena.allocate(PixelFormat.I420.frameBytes(WIDTH, HEIGHT));
        data.fill((byte) 128);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                data.set(ValueLayout.JAVA_BYTE, (long) y * WIDTH + x, (byte) sample(x, y, picture));
            }
        }
        return Frame.of(PixelFormat.I420, WIDTH, HEIGHT, data);
    }

    private static double psnr(CpuFrame decoded, int picture) {
        CpuFrame.Plane plane = decoded.planes().getFirst();
        long squares = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int read = plane.data().get(ValueLayout.JAVA_BYTE, (long) y * plane.strideBytes() + x) & 0xFF;
                int apart = read - sample(x, y, picture);
                squares += (long) apart * apart;
            }
        }
        return 10 * Math.log10(255.0 * 255.0 * WIDTH * HEIGHT / Math.max(1, squares));
    }

    @ParameterizedTest
    @CsvSource({"VBR,60,6", "VBR,120,6", "VBR,60,10", "CBR,60,10", "CRF,60,6"})
    void reachesEveryPicture(RateControlMode mode, int framerate, int speed) throws Exception {
        Path file = folder.resolve("even.mkv");
        try (MovieMaker maker = MovieMaker.create("av1_software");
                Arena arena = Arena.ofConfined()) {
            maker.configure(EncoderSettings.builder()
                    .width(WIDTH)
                    .height(HEIGHT)
                    .framerate(Rational.of(framerate))
                    .rateControl(mode)
                    .quality(80)
                    .speed(speed)
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
                CpuFrame picture = ((MovieInput.Item.Picture) item.orElseThrow()).frame();
                assertThat(psnr(picture, i)).as("picture %d, dB", i).isGreaterThan(42);
                item = reader.next();
            }
        }
    }
}
