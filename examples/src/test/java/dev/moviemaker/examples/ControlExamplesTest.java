// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.Rational;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the programs that control a recording; counts their lines beside those of JavaCV's. */
class ControlExamplesTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    @TempDir
    Path folder;

    /** Which frame each picture shows; checks its time, and that it is not upside down. */
    private static List<Integer> shown(Path movie) throws IOException {
        List<Integer> shown = new ArrayList<>();
        try (MediaReader reader = MediaReader.open(movie)) {
            Rational unit = reader.video().orElseThrow().timeBase();
            for (Optional<MovieInput.Item> item = reader.next(); item.isPresent(); item = reader.next()) {
                CpuFrame frame = ((MovieInput.Item.Picture) item.get()).frame();
                assertThat(frame.width()).isEqualTo(WIDTH);
                assertThat(frame.height()).isEqualTo(HEIGHT);
                assertThat(unit.rescale(frame.pts(), new Rational(1, 1000))).isEqualTo(40L * shown.size());
                assertThat(luma(frame, 50)).as("above").isGreaterThan(228);
                shown.add(Math.round(((luma(frame, 300) - 16) * 255f / 219 - 20) / 10));
            }
        }
        return shown;
    }

    private static int luma(CpuFrame frame, int row) {
        return frame.planes().getFirst().data().get(ValueLayout.JAVA_BYTE, frame.rowOffset(0, row) + 300) & 0xFF;
    }

    @Test
    void recordsAWindowAndConvertsTheMovie() throws IOException {
        Path movie = folder.resolve("window.mp4");
        RecordWindow.main(new String[] {movie.toString()});
        // 55 ms from one to the next, but 40 ms over the pause, in which 5, 6 and 7 came.
        List<Integer> frames = List.of(0, 1, 2, 3, 4, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
        List<Integer> expected = new ArrayList<>();
        for (int tick = 0; ; tick++) {
            int latest = 0;
            for (int i = 0; i < frames.size(); i++) {
                long time = i <= 4 ? 55L * i : 220 + 40 + 55L * (i - 5);
                if ((time + 20) / 40 <= tick) {
                    latest = i;
                }
            }
            expected.add(frames.get(latest));
            if (latest == frames.size() - 1) {
                break;
            }
        }
        assertThat(shown(movie)).isEqualTo(expected);
        Path converted = folder.resolve("converted.mkv");
        ConvertMovie.main(new String[] {movie.toString(), converted.toString()});
        assertThat(shown(converted)).isEqualTo(expected);
    }

    @Test
    void theTableHasTheLinesOfBoth() throws IOException {
        String table = Files.readString(Path.of("README.md"));
        for (String program : List.of("ConvertMovie", "RecordWindow")) {
            int ours = lines(Path.of("src/main/java/dev/moviemaker/examples", program + ".java"));
            int theirs =
                    lines(Path.of("../bench/src/main/java/dev/moviemaker/bench/javacv", "JavaCv" + program + ".java"));
            assertThat(table)
                    .containsPattern("\\| \\[" + program + "\\]\\S+ \\|[^|]+\\| " + ours + " \\| " + theirs + " \\|");
        }
    }

    /** Lines between the marks that are not empty. */
    private static int lines(Path program) throws IOException {
        return (int) Files.readAllLines(program).stream()
                .dropWhile(line -> !line.endsWith("// begin"))
                .skip(1)
                .takeWhile(line -> !line.endsWith("// end"))
                .filter(line -> !line.isBlank())
                .count();
    }
}
