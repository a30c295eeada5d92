// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recording through the command, and what happens when it cannot be done. */
class DemoCommandTest {
    private static final int SIGINT = 2;
    private static final String[] SMALL = {"--size", "128x72", "--seconds", "0.4"};

    @TempDir
    private Path folder;

    private static CommandRun demo(Object... more) {
        Object[] words = Stream.of(Stream.of("demo"), Stream.of(SMALL), Stream.of(more))
                .flatMap(part -> part)
                .toArray();
        return CommandRun.of(words);
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void reportAndFiguresTellOfTheSameMovie() throws IOException {
        Path out = folder.resolve("a.mp4");
        Path stats = folder.resolve("a.json");
        CommandRun run = demo("--backend", "av1_software", "--stats", stats, out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith(out + ": 12 frames, 0.40 s, 128x72, 30 fps, AV1 + Opus stereo, ")
                .contains("backend av1_software on ");
        String json = Files.readString(stats);
        JsonTest.assertWellFormed(json);
        assertThat(json)
                .contains("\"frames_encoded\" : 12", "\"key_frames\" : 1", "\"movie_seconds\" : 0.4")
                .contains("\"file_bytes\" : " + Files.size(out))
                .contains("\"backend\" : \"av1_software\"", "\"p95\"", "\"realtime_factor\"");
        assertThat(left()).containsExactlyInAnyOrder(out, stats);
    }

    @Test
    void inspectFindsTheFramesOfABareStream() throws IOException {
        Path out = folder.resolve("a.ivf");
        assertThat(demo(out).exitCode()).isZero();
        CommandRun text = CommandRun.of("inspect", out);
        assertThat(text.exitCode()).as(text.err()).isZero();
        assertThat(text.out()).contains("sequence_header").contains(" 128x72").contains("12 shown, ");
        CommandRun json = CommandRun.of("inspect", "--json", "--units", "2", out);
        JsonTest.assertWellFormed(json.out());
        assertThat(json.out()).contains("\"baseQIdx\"", "\"temporal_units\" : 2");
    }

    @Test
    void quietIsQuiet() {
        CommandRun run = demo("--quiet", folder.resolve("a.webm"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void targetsThatCannotBeWrittenAreOneErrorAndLeaveNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        for (Path out : List.of(folder.resolve("missing/a.mp4"), file.resolve("a.mp4"))) {
            CommandRun run = demo(out);
            assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.FAILED);
            run.error();
        }
        assertThat(left()).containsExactly(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.xyz", "a", ""})
    void namesOfNoContainerAreWrongUsage(String name) throws IOException {
        CommandRun run = demo(folder.resolve(name));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.error()).contains("--output").contains(".webm");
        assertThat(left()).isEmpty();
    }

    @Test
    void figuresThatCannotBeWrittenDoNotCostTheMovie() {
        Path out = folder.resolve("a.mp4");
        CommandRun run = demo("--stats", folder.resolve("missing/a.json"), out);
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.error()).contains("is recorded, but the figures cannot be written");
        assertThat(out).isRegularFile();
    }

    @Test
    void aFullDiskForTheFiguresIsNamed() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no /dev/full here");
        CommandRun run = demo("--stats", full, folder.resolve("a.mp4"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.error()).contains("cannot be written: /dev/full: ");
    }

    @Test
    void hardwareThatIsNotThereIsUnavailable() throws IOException {
        assumeFalse(MovieMaker.isHardwareEncodingSupported(), "this machine has a hardware encoder");
        CommandRun run = demo("--backend", "av1_hardware", folder.resolve("a.mp4"));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.UNAVAILABLE);
        run.error();
        assertThat(left()).isEmpty();
    }

    @Test
    void twoRecordingsToOneFileAreRefused() throws Exception {
        Path out = folder.resolve("a.mp4");
        try (MovieMaker other = MovieMaker.create("av1_software")) {
            other.configure(java.util.Map.of("width", 64, "height", 64));
            other.start(out);
            CommandRun run = demo(out);
            assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(run.error()).contains("a.mp4");
        }
        assertThat(out).doesNotExist();
    }

    @Test
    void aFullDiskIsOneErrorAndLeavesTheOldFile() throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk.toString()) == 0;
        assumeTrue(mounted, "a tiny tmpfs cannot be mounted here: that needs root");
        try {
            Path out = Files.writeString(disk.resolve("a.mp4"), "the old file");
            CommandRun run = CommandRun.of(
                    "demo", "--size", "640x360", "--seconds", "6", "--bitrate", "8M", "--rate-control", "cbr", out);
            assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(run.error()).contains("disk full");
            assertThat(out).hasContent("the old file");
        } finally {
            run("umount", disk.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void ctrlCFinishesTheFile() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/bin/kill")) || Files.isExecutable(Path.of("/usr/bin/kill")),
                "no kill here");
        assumeFalse(
                ignoresInterrupts(),
                "SIGINT is ignored here, as in the background of a shell script, and children inherit that");
        Path out = folder.resolve("a.ivf");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "demo",
                        "--size",
                        "640x360",
                        "--seconds",
                        "3600",
                        out.toString())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(err.toFile())
                .start();
        try {
            interrupt(process, out, err);
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("SigIgn:")) {
                long ignored = Long.parseUnsignedLong(
                        line.substring(line.indexOf(':') + 1).strip(), 16);
                return (ignored & 1L << (SIGINT - 1)) != 0;
            }
        }
        return false;
    }

    private void interrupt(Process process, Path out, Path err) throws IOException, InterruptedException {
        Path growing = folder.resolve("a.recording.ivf");
        for (int i = 0; i < 600 && !Files.exists(growing); i++) {
            Thread.sleep(50);
        }
        Thread.sleep(1500);
        assertThat(run("kill", "-INT", Long.toString(process.pid()))).isZero();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(130);
        assertThat(Files.readString(err)).contains("av1: interrupted, finishing the file");
        assertThat(Files.readString(folder.resolve("out.txt")))
                .contains("a.ivf: ")
                .contains(" frames, ");
        assertThat(growing).doesNotExist();
        CommandRun inspected = CommandRun.of("inspect", "--json", out);
        assertThat(inspected.exitCode()).as(inspected.err()).isZero();
    }
}
