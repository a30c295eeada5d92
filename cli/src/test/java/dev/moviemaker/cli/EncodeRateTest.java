// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

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
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A movie of variable rate, made constant: every picture and its time. */
class EncodeRateTest {
    private static final int SIZE = 64;
    private static final long[] TIMES = {0, 40, 80, 200, 205, 210, 240, 280, 320, 480};
    private static final long END = 520;

    @TempDir
    private Path folder;

    private static int grey(int number) {
        return 20 + 22 * number;
    }

    private static int luma(int number) {
        return 16 + grey(number) * 219 / 255;
    }

    private Path movie() {
        Path movie = folder.resolve("30.mkv");
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(EncoderSettings.builder()
                    .width(SIZE)
                    .height(SIZE)
                    .framerate(Rational.of(25))
                    .timeBase(new Rational(1, 1000))
                    .rateControl(RateControlMode.CRF)
                    .quality(90)
                    .build());
            maker.start(movie);
            byte[] pixels = new byte[3 * SIZE * SIZE];
            for (int i = 0; i < TIMES.length; i++) {
                Arrays.fill(pixels, (byte) grey(i));
                maker.record(Frame.of(PixelFormat.RGB24, SIZE, SIZE, MemorySegment.ofArray(pixels))
                        .withPts(TIMES[i]));
            }
            maker.finish(END);
        }
        return movie;
    }

    /** The number of the frame that each picture shows; times must be those of the rate. */
    private static List<Integer> shown(Path file, int rate) throws Exception {
        List<Integer> shown = new ArrayList<>();
        try (MediaReader reader = MediaReader.open(file)) {
            Rational unit = reader.video().orElseThrow().timeBase();
            for (Optional<MovieInput.Item> item = reader.next(); item.isPresent(); item = reader.next()) {
                CpuFrame frame = ((MovieInput.Item.Picture) item.get()).frame();
                double seconds = frame.pts() * unit.toDouble();
                assertThat(Math.abs(seconds - (double) shown.size() / rate)).isLessThan(0.0006);
                int luma = frame.planes().getFirst().data().get(ValueLayout.JAVA_BYTE, SIZE * 20 + 20) & 0xFF;
                int number = Math.round((luma - 16) * 255f / 219 / 22 - 20f / 22);
                assertThat(Math.abs(luma - luma(number))).isLessThanOrEqualTo(4);
                shown.add(number);
            }
        }
        return shown;
    }

    private CommandRun encode(Object... words) {
        List<Object> all = new ArrayList<>(List.of("encode", "--rate-control", "crf", "-q", "90"));
        all.addAll(List.of(words));
        return CommandRun.of(all.toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "25, '0 1 2 2 2 5 6 7 8 8 8 8 9'",
        "50, '0 0 1 1 2 2 2 2 2 2 4 5 6 6 7 7 8 8 8 8 8 8 8 8 9 9'",
        "10, '1 2 6 8 8 9'"
    })
    void picturesAreRepeatedAndLeftOutByTheirTimes(int rate, String expected) throws Exception {
        Path movie = movie();
        Path out = folder.resolve("out.mp4");
        for (String option : List.of("--cfr=" + rate, "--cfr")) {
            CommandRun run =
                    option.equals("--cfr") ? encode("--cfr", rate, movie, "-o", out) : encode(movie, option, "-o", out);
            assertThat(run.exitCode()).as(run.err()).isZero();
            List<Integer> shown = shown(out, rate);
            assertThat(String.join(" ", shown.stream().map(String::valueOf).toList()))
                    .isEqualTo(expected);
            long distinct = shown.stream().distinct().count();
            assertThat(run.out())
                    .contains("  constant frame rate: %d frames dropped, %d repeated\n"
                            .formatted(TIMES.length - distinct, shown.size() - distinct));
        }
    }

    @Test
    void theInputFollowsTheOptionWithoutARate() throws Exception {
        Path movie = movie();
        Path out = folder.resolve("out.mkv");
        CommandRun run = encode("--cfr", movie, "-o", out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("constant frame rate:");
        CommandRun last = encode(movie, "-o", out, "--cfr");
        assertThat(last.exitCode()).as(last.err()).isZero();
        CommandRun plain = encode(movie, "-o", out);
        assertThat(plain.out()).doesNotContain("constant frame rate:");
        CommandRun wrong = encode(movie, "-o", out, "--cfr=fast");
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(wrong.error()).contains("fast");
    }
}
