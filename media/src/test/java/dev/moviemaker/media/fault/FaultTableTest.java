// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.OutputException;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.recorder.MovieMaker;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault with every container: what plays afterwards, and what the error says. */
@Timeout(120)
class FaultTableTest {
    static final List<String> EXTENSIONS = List.of("mp4", "mkv", "webm", "ivf", "obu");
    private static final String OLD = "yesterday's movie";
    private static final int FRAMES = FaultRun.FRAMES;

    /** What three programs do to five files each; they run once for the table. */
    @TempDir
    static Path shared;

    private static final Map<Fault, List<String>> PRINTED = new EnumMap<>(Fault.class);

    enum Fault {
        FULL_DISK,
        KILL,
        READ_ONLY,
        FOLDER_GONE,
        DESCRIPTORS,
        SMALL_HEAP,
        INTERRUPTS,
        CLOSED_ARENA,
        TWO_PROCESSES,
        FILE_SIZE
    }

    @TempDir
    Path folder;

    private @Nullable TinyDisk disk;
    private Path movie = Path.of("");
    private Path unfinished = Path.of("");

    static Stream<Arguments> cells() {
        return Arrays.stream(Fault.values())
                .flatMap(fault -> EXTENSIONS.stream().map(extension -> Arguments.of(fault, extension)));
    }

    @AfterEach
    void clear() throws Exception {
        boolean ignored = Thread.interrupted();
        if (disk != null) {
            disk.close();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cells")
    void cell(Fault fault, String extension) throws Exception {
        folder = folder.toRealPath();
        movie = folder.resolve("movie." + extension);
        unfinished = folder.resolve("movie.recording." + extension);
        switch (fault) {
            case FULL_DISK -> fullDisk();
            case KILL -> kill(extension);
            case READ_ONLY -> readOnly();
            case FOLDER_GONE -> folderGone(extension);
            case DESCRIPTORS -> descriptors(extension);
            case SMALL_HEAP -> smallHeap(extension);
            case INTERRUPTS -> interrupts();
            case CLOSED_ARENA -> closedArena();
            case TWO_PROCESSES -> twoProcesses(extension);
            case FILE_SIZE -> fileSize(extension);
        }
    }

    private static MovieMaker configured() {
        MovieMaker maker = MovieMaker.create("av1_software");
        maker.configure(FaultRun.settings());
        return maker;
    }

    private static void frames(MovieMaker maker, int from, int to) {
        for (int i = from; i < to; i++) {
            maker.record(NumberedFrames.frame(i & 0xFF));
        }
    }

    private static void finished(Path file, int frames) throws IOException {
        assertThat(NumberedFrames.played(file)).as("%s", file).isEqualTo(frames);
    }

    private static List<String> files(Path folder) throws IOException {
        try (var list = Files.list(folder)) {
            return list.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    private void fullDisk() throws Exception {
        disk = TinyDisk.on(folder);
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            Files.writeString(movie, OLD);
            maker.configure(FaultRun.settings().toBuilder()
                    .rateControl(RateControlMode.CQP)
                    .quality(90)
                    .build());
            maker.start(movie);
            OutputException failure = catchThrowableOfType(OutputException.class, () -> frames(maker, 0, 1000));
            assertThat(failure)
                    .hasMessageStartingWith("Cannot write " + movie)
                    .hasMessageMatching("(?s).*: (disk full|No space left on device) .*")
                    .hasMessageEndingWith("What was recorded before is in " + unfinished);
            assertThat(NumberedFrames.played(unfinished)).isGreaterThan(FRAMES);
            assertThat(movie).hasContent(OLD);
            assertThat(files(folder)).hasSize(2);
            Files.delete(unfinished);
            maker.start(movie);
            frames(maker, 0, 8);
            maker.finish();
            finished(movie, 8);
        }
    }

    private void readOnly() throws Exception {
        TinyDisk tiny = TinyDisk.on(folder);
        disk = tiny;
        try (MovieMaker maker = configured()) {
            Files.writeString(movie, OLD);
            tiny.readOnly();
            assertThatThrownBy(() -> maker.start(movie))
                    .isInstanceOf(OutputException.class)
                    .hasMessage("Cannot write %s: Read-only file system", movie);
            assertThat(movie).hasContent(OLD);
            assertThat(files(folder)).hasSize(1);
        }
    }

    private void folderGone(String extension) throws Exception {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        try (MovieMaker maker = configured()) {
            maker.start(gone.resolve("movie." + extension));
            frames(maker, 0, FRAMES);
            for (String name : files(gone)) {
                Files.delete(gone.resolve(name));
            }
            Files.delete(gone);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 500; i++) {
                            frames(maker, FRAMES, FRAMES + 1);
                            Thread.sleep(5);
                        }
                    })
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("the folder %s was removed or renamed", gone)
                    .hasMessageEndingWith("What was recorded before went with it");
            maker.start(movie);
            frames(maker, 0, 8);
            maker.finish();
        }
        finished(movie, 8);
    }

    private void interrupts() throws IOException {
        try (MovieMaker maker = configured()) {
            Thread.currentThread().interrupt();
            maker.start(movie);
            for (int i = 0; i < FRAMES; i++) {
                Thread.currentThread().interrupt();
                frames(maker, i, i + 1);
            }
            maker.finish();
            assertThat(Thread.interrupted()).as("the flag stays").isTrue();
        }
        finished(movie, FRAMES);
        assertThat(files(folder)).hasSize(1);
    }

    private void closedArena() throws IOException {
        try (MovieMaker maker = configured()) {
            maker.start(movie);
            for (int i = 0; i < FRAMES; i++) {
                CpuFrame gone;
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment memory = arena.allocate(NumberedFrames.bytes());
                    maker.record(NumberedFrames.frame(i, memory));
                    gone = NumberedFrames.frame(i + 1, memory);
                }
                assertThatThrownBy(() -> maker.record(gone))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("frame %d: the memory given cannot be read: its arena is closed", i + 1);
            }
            maker.finish();
        }
        finished(movie, FRAMES);
    }

    /** Starts a program that records in a folder of its own, under limits that the shell sets. */
    private static Process start(Fault fault, String limits, String mode, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", limits + " exec \"$@\"", "limits"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FaultRun.class.getName(), mode));
        command.add(
                Files.createDirectory(shared.toRealPath().resolve(fault.name())).toString());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Path sharedFile(Fault fault, String name) throws IOException {
        return shared.toRealPath().resolve(fault.name()).resolve(name);
    }

    private static List<String> lines(Process process) throws IOException, InterruptedException {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = out.lines().toList();
            assertThat(process.waitFor()).as("%s", lines).isZero();
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }

    private static void waitUntilRecorded(Process process) throws IOException {
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("recorded");
    }

    private void kill(String extension) throws Exception {
        if (!PRINTED.containsKey(Fault.KILL)) {
            PRINTED.put(Fault.KILL, List.of());
            Process process = start(Fault.KILL, "", "together");
            waitUntilRecorded(process);
            process.destroyForcibly().waitFor();
        }
        Path left = sharedFile(Fault.KILL, "movie.recording." + extension);
        int played = NumberedFrames.played(left);
        assertThat(FaultRun.framesTogether() - played)
                .as("frames of 30 a second lost")
                .isBetween(0, 30);
        Path target = sharedFile(Fault.KILL, "movie." + extension);
        assertThat(target).doesNotExist();
        try (MovieMaker maker = configured()) {
            maker.start(target);
            frames(maker, 0, 8);
            maker.finish();
            assertThat(maker.statistics().warnings())
                    .contains("An earlier recording was not finished; what it had recorded is in " + left);
        }
        finished(target, 8);
        finished(left, played);
    }

    private void descriptors(String extension) throws Exception {
        if (!PRINTED.containsKey(Fault.DESCRIPTORS)) {
            PRINTED.put(Fault.DESCRIPTORS, lines(start(Fault.DESCRIPTORS, "ulimit -n 200;", "descriptors")));
        }
        Path target = sharedFile(Fault.DESCRIPTORS, "movie." + extension);
        assertThat(PRINTED.get(Fault.DESCRIPTORS))
                .contains(
                        "%s start: Cannot write %s: Too many open files".formatted(extension, target),
                        extension + " go on: done",
                        extension + " finish: done");
        finished(target, 2 * FRAMES);
    }

    /** The system's limit for files, which sends SIGXFSZ. */
    private void fileSize(String extension) throws Exception {
        if (!PRINTED.containsKey(Fault.FILE_SIZE)) {
            PRINTED.put(Fault.FILE_SIZE, lines(start(Fault.FILE_SIZE, "ulimit -f 1000;", "grow")));
        }
        Path target = sharedFile(Fault.FILE_SIZE, "movie." + extension);
        Path left = sharedFile(Fault.FILE_SIZE, "movie.recording." + extension);
        assertThat(PRINTED.get(Fault.FILE_SIZE))
                .anyMatch(line -> line.startsWith(extension + " grow: Cannot write " + target + ": ")
                        && line.contains("File too large")
                        && line.endsWith("What was recorded before is in " + left));
        assertThat(NumberedFrames.played(left)).isGreaterThan(FRAMES / 2);
        assertThat(target).doesNotExist();
    }

    private void smallHeap(String extension) throws Exception {
        if (!PRINTED.containsKey(Fault.SMALL_HEAP)) {
            Process process = start(Fault.SMALL_HEAP, "", "together", "-Xmx32m");
            waitUntilRecorded(process);
            process.outputWriter().append('\n').close();
            PRINTED.put(Fault.SMALL_HEAP, lines(process));
        }
        assertThat(PRINTED.get(Fault.SMALL_HEAP)).contains(extension + " finished");
        finished(sharedFile(Fault.SMALL_HEAP, "movie." + extension), FaultRun.framesTogether());
    }

    private void twoProcesses(String extension) throws Exception {
        if (!PRINTED.containsKey(Fault.TWO_PROCESSES)) {
            Process process = start(Fault.TWO_PROCESSES, "", "together");
            waitUntilRecorded(process);
            List<String> said = new ArrayList<>();
            for (String each : EXTENSIONS) {
                said.add(refusal(sharedFile(Fault.TWO_PROCESSES, "movie." + each)));
            }
            process.outputWriter().append('\n').close();
            said.addAll(lines(process));
            PRINTED.put(Fault.TWO_PROCESSES, said);
        }
        Path target = sharedFile(Fault.TWO_PROCESSES, "movie." + extension);
        assertThat(PRINTED.get(Fault.TWO_PROCESSES))
                .contains(
                        "Cannot write %s: another program is recording to it".formatted(target),
                        extension + " finished");
        finished(target, FaultRun.framesTogether());
        assertThat(files(target.getParent())).hasSize(EXTENSIONS.size());
    }

    private static String refusal(Path target) {
        try (MovieMaker maker = configured()) {
            return String.valueOf(catchThrowableOfType(OutputException.class, () -> maker.start(target))
                    .getMessage());
        }
    }
}
