// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Output that is lost is a failure; a reader that has had enough is none. */
class StandardOutputTest {
    private static final List<String> SHELL = List.of("/bin/sh", "-c");

    private record Ended(int exitCode, String err) {}

    /** The command's help in a process of its own, as {@code "$@"} of a script. */
    private static Ended help(String script) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(SHELL.getFirst())), "there is no shell here");
        Process process = new ProcessBuilder(
                        SHELL.getFirst(),
                        SHELL.getLast(),
                        script,
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "encode",
                        "--help")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), err);
    }

    @Test
    void aFullDiskIsTold() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full here");
        Ended ended = help("exec \"$@\" > /dev/full");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.err().lines())
                .singleElement()
                .asString()
                .startsWith("av1: standard output: ")
                .contains("space");
    }

    @Test
    void aClosedPipeIsNot() throws Exception {
        assertThat(help("{ \"$@\"; echo $? >&2; } | true").err().strip()).isEqualTo("0");
    }
}
