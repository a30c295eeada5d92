// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process ends in the middle of a recording. */
@Timeout(120)
class ExitTest {
    @TempDir
    Path folder;

    private int run(Path movie, String end) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExitRun.class.getName(),
                        movie.toString(),
                        end)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("recorded");
            if (end.equals("wait")) {
                process.destroy();
            }
            return process.waitFor();
        }
    }

    private List<String> files() throws IOException {
        try (var list = Files.list(folder)) {
            return list.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void exitFinishesTheMovie() throws IOException, InterruptedException {
        assertThat(run(folder.resolve("movie.mp4"), "exit")).isEqualTo(7);
        assertThat(files()).containsExactly("movie.mp4");
        TwoDecoders.check(folder.resolve("movie.mp4"), ExitRun.FRAMES, ExitRun.WIDTH, ExitRun.HEIGHT, 8);
    }

    @Test
    void aSignalFinishesTheMovie() throws IOException, InterruptedException {
        assertThat(run(folder.resolve("movie.mkv"), "wait")).isEqualTo(143);
        assertThat(files()).containsExactly("movie.mkv");
        TwoDecoders.check(folder.resolve("movie.mkv"), ExitRun.FRAMES, ExitRun.WIDTH, ExitRun.HEIGHT, 8);
    }

    @Test
    void theHookIsOptional() throws IOException, InterruptedException {
        assertThat(run(folder.resolve("movie.mp4"), "left")).isEqualTo(7);
        assertThat(files()).doesNotContain("movie.mp4");
    }
}
