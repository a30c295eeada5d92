// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recording changes nothing of the process that others in it rely on. */
@Timeout(120)
class NeighbourTest {
    @TempDir
    Path folder;

    private List<String> run(List<String> options, boolean quiet) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                NeighbourRun.class.getName(),
                folder.resolve("movie.mp4").toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().remove("SVT_LOG");
        if (quiet) {
            builder.environment().put("SVT_LOG", "1");
        }
        Process process = builder.start();
        List<String> lines;
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            lines = out.lines().toList();
        }
        assertThat(process.waitFor())
                .as("%s%n%s", lines, Files.readString(folder.resolve("err.txt")))
                .isZero();
        return lines;
    }

    /** In a heap so small that JavaCPP's limit of memory is far below what SVT-AV1 takes. */
    @Test
    void nothingGlobalIsSet() throws IOException, InterruptedException {
        assertThat(run(List.of("-Xmx40m"), false))
                .containsExactly(
                        "nopointergc null",
                        "maxphysicalbytes null",
                        "SVT_LOG unset",
                        "FFmpeg's log level 16",
                        "tracked true",
                        "read 20 pictures and 32000 samples of the file",
                        "read 20 pictures and 32000 samples of the stream");
        assertThat(Files.size(folder.resolve("movie.mp4"))).isPositive();
    }

    @Test
    void aProgramOfItsOwnMaySilenceTheLibraries() throws IOException, InterruptedException {
        assertThat(run(List.of("-Dmoviemaker.media.quiet=true"), false)).contains("SVT_LOG 1", "FFmpeg's log level -8");
        assertThat(Files.readString(folder.resolve("err.txt"))).doesNotContain("Svt[info]");
    }

    @Test
    void normalRecordingsLogNoWarning() throws IOException, InterruptedException {
        List<String> ignored = run(List.of(), true);
        assertThat(Files.readString(folder.resolve("err.txt"))).doesNotContain("WARNING");
    }
}
