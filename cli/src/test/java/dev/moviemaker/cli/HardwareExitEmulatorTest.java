// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.emulator.EmulatedDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process ends in the middle of a recording on the emulated GPU: the library's shutdown hook finishes it. */
@Timeout(120)
class HardwareExitEmulatorTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void assumeMachine() {
        assumeTrue(EmulatedDriver.lavapipe().isPresent(), "lavapipe (Debian: mesa-vulkan-drivers) is not installed");
    }

    @ParameterizedTest
    @CsvSource({"exit, 7, mp4", "wait, 143, ivf"})
    void theMovieIsFinished(String end, int status, String extension) throws IOException, InterruptedException {
        Path movie = folder.resolve("movie." + extension);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HardwareExitRun.class.getName(),
                        movie.toString(),
                        end)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("recorded");
            if (end.equals("wait")) {
                process.destroy();
            }
            assertThat(process.waitFor()).isEqualTo(status);
        } finally {
            process.destroyForcibly();
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(movie);
        }
        CommandRun inspected = CommandRun.of("inspect", movie);
        assertThat(inspected.err()).isEmpty();
        assertThat(inspected.out()).contains("%d temporal units".formatted(HardwareExitRun.FRAMES));
    }
}
