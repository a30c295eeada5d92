// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users read first. The expected texts are under src/test/resources/help. */
class HelpTest {

    @ParameterizedTest
    @ValueSource(strings = {"demo", "encode", "plan", "join", "record-stream", "caps", "presets", "inspect", "godot"})
    void helpOfEachCommandIsAsExpectedAndFitsEightyColumns(String command) throws IOException {
        CommandRun run = CommandRun.of(command, "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(expected(command + ".txt"));
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void helpOfTheRootIsAsExpected() throws IOException {
        CommandRun run = CommandRun.of("--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(expected("av1.txt"));
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void withoutCommandTheHelpGoesToStandardErrorAndTheUsageFails() {
        CommandRun run = CommandRun.of();
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Usage: av1 ");
    }

    @Test
    void helpCommandShowsTheHelpOfACommand() {
        assertThat(CommandRun.of("help", "demo").out())
                .isEqualTo(CommandRun.of("demo", "--help").out());
    }

    @Test
    void versionNamesTheProductAndTheJava() {
        CommandRun run = CommandRun.of("--version");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("av1 ").contains("Movie Maker AV1").contains("Java " + Runtime.version());
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches("FFmpeg n?\\d.*LGPL.*"))
                .anyMatch(line -> line.startsWith("SVT-AV1 "));
    }

    @Test
    void completionScriptKnowsEveryCommandAndOption() {
        CommandRun run = CommandRun.of("generate-completion");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("complete -F _complete_av1").contains("presets", "inspect", "--rate-control");
    }

    @Test
    void completionForFishKnowsEveryCommandAndOption() {
        CommandRun run = CommandRun.of("generate-completion", "fish");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .anyMatch(line -> line.startsWith("complete -c av1 -n __fish_use_subcommand -f -a inspect -d '"))
                .anyMatch(line -> line.startsWith(
                        "complete -c av1 -n '__fish_seen_subcommand_from encode' -l rate-control -r -d '"))
                .allMatch(line -> line.startsWith("complete -c av1 ") && line.endsWith("'"));
    }

    private static String expected(String name) throws IOException {
        try (InputStream in = HelpTest.class.getResourceAsStream("/help/" + name)) {
            assertThat(in).as("expected help %s", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
