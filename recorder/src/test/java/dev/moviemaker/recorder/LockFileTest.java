// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.OutputException;
import dev.moviemaker.recording.Providers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may lie where the lock file has to be, and what is left of it. */
class LockFileTest {
    private static final String LOCK = ".movie.fake.lock";

    @TempDir
    Path folder;

    private final Backends backends =
            new Backends(new Providers(List.of(FakeEncoders.software()), List.of(new FakeContainers())));
    private final MovieMaker maker = MovieMaker.create(backends, "av1");

    @AfterEach
    void close() {
        maker.close();
    }

    private void record(MovieMaker recorder, Path movie) {
        recorder.configure(EncoderSettings.builder().width(64).height(48).build());
        recorder.start(movie);
        recorder.record(RecordingTest.frame());
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious.txt"), "years of work");
        Path link = Files.createSymbolicLink(folder.resolve(LOCK), precious);
        assertThatThrownBy(() -> record(maker, folder.resolve("movie.fake")))
                .isInstanceOf(OutputException.class)
                .hasMessageMatching(
                        "Cannot write .*movie.fake: .*\\.movie\\.fake\\.lock is in the way: a symbolic link where a "
                                + "lock file has to be");
        assertThat(precious).hasContent("years of work");
        assertThat(link).isSymbolicLink();
        assertThat(folder.resolve("movie.recording.fake")).doesNotExist();
    }

    /** It would be renamed away when the first one ends, or take its pictures. */
    @Test
    void theFileOfARunningRecordingIsNoTarget() {
        record(maker, folder.resolve("movie.fake"));
        try (MovieMaker other = MovieMaker.create(backends, "av1")) {
            for (String name : List.of("movie.recording.fake", "movie.recording-2.fake")) {
                assertThatThrownBy(() -> record(other, folder.resolve(name)))
                        .isInstanceOf(OutputException.class)
                        .hasMessageEndingWith(name + ": another recording of this program is writing it");
            }
        }
        maker.finish();
        assertThat(folder.resolve("movie.fake")).exists();
        record(maker, folder.resolve("movie.recording.fake"));
        maker.finish();
        assertThat(folder.resolve("movie.recording.fake")).exists();
        assertThat(folder).isDirectoryNotContaining("glob:**.lock");
    }

    @Test
    void aLinkToNothingMakesNothing() throws IOException {
        Files.createSymbolicLink(folder.resolve(LOCK), folder.resolve("elsewhere"));
        assertThatThrownBy(() -> record(maker, folder.resolve("movie.fake"))).isInstanceOf(OutputException.class);
        assertThat(Files.exists(folder.resolve("elsewhere"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void aPipeDoesNotHang() throws IOException, InterruptedException {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/mkfifo"))).as("mkfifo").isTrue();
        Path pipe = folder.resolve(LOCK);
        assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> record(maker, folder.resolve("movie.fake")))
                        .isInstanceOf(OutputException.class)
                        .hasMessageEndingWith("neither a file nor a folder where a lock file has to be"));
        assertThat(pipe).exists();
    }

    @Test
    void aFolderIsLeftAlone() throws IOException {
        Path inTheWay = Files.createDirectory(folder.resolve(LOCK));
        assertThatThrownBy(() -> record(maker, folder.resolve("movie.fake")))
                .isInstanceOf(OutputException.class)
                .hasMessageEndingWith("a folder where a lock file has to be");
        assertThat(inTheWay).isDirectory();
    }

    @Test
    void anotherProgramsFileIsNeitherWrittenNorDeleted() throws IOException {
        Path foreign = Files.writeString(folder.resolve(LOCK), "pid 42 of another program");
        record(maker, folder.resolve("movie.fake"));
        assertThat(foreign).hasContent("pid 42 of another program");
        maker.finish();
        assertThat(folder.resolve("movie.fake")).exists();
        assertThat(foreign).hasContent("pid 42 of another program");
    }

    @Test
    void whatAKilledRecordingLeftIsTakenAndRemoved() throws IOException {
        record(maker, folder.resolve("movie.fake"));
        byte[] mark = Files.readAllBytes(folder.resolve(LOCK));
        assertThat(new String(mark, StandardCharsets.US_ASCII)).startsWith("Movie Maker AV1");
        maker.finish();
        Files.write(folder.resolve(LOCK), mark);
        record(maker, folder.resolve("movie.fake"));
        maker.finish();
        assertThat(folder.resolve(LOCK)).doesNotExist();
    }

    /**
     * Two paths to one lock file stand for two paths to one folder: a bind mount, or names on a disk that ignores case.
     */
    @Test
    void twoPathsToOneFileAreOneTarget() throws IOException, InterruptedException {
        Path here = Files.createDirectory(folder.resolve("here"));
        Path there = Files.createDirectory(folder.resolve("there"));
        record(maker, here.resolve("movie.fake"));
        Files.createLink(there.resolve(LOCK), here.resolve(LOCK));
        try (MovieMaker second = MovieMaker.create(backends, "av1")) {
            assertThatThrownBy(() -> record(second, there.resolve("movie.fake")))
                    .isInstanceOf(OutputException.class)
                    .hasMessageEndingWith("another recording of this program is writing it");
        }
        assertThat(lockedForOthers(here.resolve(LOCK)))
                .as("the first recording's lock holds after the second was refused")
                .isTrue();
        maker.finish();
        assertThat(here.resolve("movie.fake")).exists();
    }

    /** The same folder by another path, which no comparison of paths tells. */
    @Test
    void aFolderMountedTwiceIsOneTarget() throws IOException, InterruptedException {
        Path here = Files.createDirectory(folder.resolve("here"));
        Path there = Files.createDirectory(folder.resolve("there"));
        assumeThat(Files.isExecutable(Path.of("/bin/mount"))).as("mount").isTrue();
        assumeThat(run("mount", "--bind", here.toString(), there.toString()))
                .as("only root may mount a folder twice")
                .isTrue();
        try (MovieMaker second = MovieMaker.create(backends, "av1")) {
            record(maker, here.resolve("movie.fake"));
            assertThatThrownBy(() -> record(second, there.resolve("movie.fake")))
                    .isInstanceOf(OutputException.class)
                    .hasMessageEndingWith("another recording of this program is writing it");
            maker.finish();
            record(second, there.resolve("movie.fake"));
            second.finish();
            try (var files = Files.list(here)) {
                assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("movie.fake");
            }
        } finally {
            assertThat(run("umount", there.toString())).isTrue();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }

    private boolean lockedForOthers(Path lock) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Look.java"), """
                class Look {
                    public static void main(String[] args) throws Exception {
                        try (var channel = java.nio.channels.FileChannel.open(java.nio.file.Path.of(args[0]),
                                java.nio.file.StandardOpenOption.WRITE)) {
                            System.exit(channel.tryLock() == null ? 7 : 8);
                        }
                    }
                }
                """);
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        source.toString(),
                        lock.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isIn(7, 8);
        return status == 7;
    }
}
