// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong usage: exit code 2, one line that names the option, the value and what is allowed. */
class UsageTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --size 8x8              | '--size': width: 8 pixels given, 16 to 65536 allowed
            --size 1280             | '--size': '1280' is not a size: write for example 1280x720
            --fps 0                 | '--fps': '0' given, a ratio above 0 allowed
            --fps x                 | '--fps': 'x' is not a ratio
            --seconds 0             | '--seconds': '0' given, more than 0 and at most 86400 allowed
            --seconds soon          | '--seconds': 'soon' is not a number of seconds
            --bitrate fast          | --bitrate: 'fast' given, a whole number allowed
            --bitrate 10            | --bitrate: 10 given, 1000 to 2000000000 allowed
            --quality 101           | --quality: 101 given, 0 to 100 allowed
            --tile-cols 65          | --tile-cols: 65 given, 1 to 64 allowed
            --bit-depth 9           | --bit-depth: 9 given, 8 or 10 allowed
            --rate-control best     | --rate-control:
            --preset huge           | --preset:
            --color sepia           | --color: 'sepia' given, one of bt709, bt601, bt2100-pq, bt2100-hlg allowed
            --speed 14              | --speed: 14 given, 0 to 13 allowed
            --keyframe-interval 0   | --keyframe-interval: 0 given, 1 to 2147483647 allowed
            --audio-codec mp3       | '--audio-codec'
            --backend vhs           | av1: --backend: 'vhs' given, one of
            --usage fun             | --usage: 'fun' given, one of [recording, transcoding,
            --level 9.9             | --level: 9.9 given, auto or one of 2.0
            """)
    void wrongValuesAreNamed(String option, String message) {
        String[] words = option.split(" ", -1);
        Path out = folder.resolve("a.mp4");
        CommandRun run = CommandRun.of("demo", words[0], words[1], out);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.error()).contains(message);
        assertThat(out).doesNotExist();
    }

    @Test
    void severalViolationsAreReportedAtOnceOnOneLine() {
        CommandRun run = CommandRun.of("demo", "--quality", "101", "--tile-rows", "0", folder.resolve("a.mp4"));
        assertThat(run.error()).contains("--quality: 101").contains("; --tile-rows: 0");
    }

    @Test
    void misspelledOptionsGetASuggestion() {
        CommandRun run = CommandRun.of("demo", "--bitrte", "5M");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("Unknown option: '--bitrte'").contains("--bitrate");
    }

    @Test
    void misspelledCommandsAreNamed() {
        CommandRun run = CommandRun.of("record");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.error()).isEqualTo("av1: there is no command 'record'");
    }

    @Test
    void surplusArgumentsAreNamed() {
        CommandRun run = CommandRun.of("demo", folder.resolve("a.mp4"), "b.mp4");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.error()).isEqualTo("av1: unexpected argument 'b.mp4'");
    }

    @Test
    void stackTracesComeOnlyWhenAskedFor() {
        String[] words = {"inspect", folder.resolve("missing.ivf").toString()};
        assertThat(CommandRun.of((Object[]) words).err()).doesNotContain("\tat ");
        assertThat(CommandRun.of("--debug", words[0], words[1]).err()).contains("\tat ");
        assertThat(CommandRun.of(words[0], "--debug", words[1]).err()).contains("\tat ");
    }
}
