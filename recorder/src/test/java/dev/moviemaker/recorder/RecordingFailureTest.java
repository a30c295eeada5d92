// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.OutputException;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.recording.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when something goes wrong, and what is said about it. */
class RecordingFailureTest {
    private static final EncoderSettings SETTINGS =
            EncoderSettings.builder().width(64).height(48).build();

    @TempDir
    Path folder;

    private final FakeEncoders encoders = FakeEncoders.software();
    private final FakeContainers containers = new FakeContainers();
    private final Backends backends = new Backends(new Providers(List.of(encoders), List.of(containers)));
    private final MovieMaker maker = MovieMaker.create(backends, "av1");

    @BeforeEach
    void configure() {
        maker.configure(SETTINGS);
    }

    @AfterEach
    void closesEverything() {
        maker.close();
        assertThat(encoders.open).as("encoders left open").isEmpty();
    }

    private Path target() throws IOException {
        return Files.writeString(folder.resolve("movie.fake"), "an older movie");
    }

    private List<String> files() throws IOException {
        try (var list = Files.list(folder)) {
            return list.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    private void frames(int count) {
        for (int i = 0; i < count; i++) {
            maker.record(RecordingTest.frame());
        }
    }

    /** Though it was opened already. */
    @Test
    void anEncoderThatFailsAtOnceIsClosed() throws IOException {
        encoders.deviceFailure = Optional.of(new IllegalStateException("no name"));
        assertThatThrownBy(() -> maker.start(folder.resolve("movie.fake"))).hasMessage("no name");
        assertThat(encoders.open).as("encoders left open").isEmpty();
        assertThat(files()).isEmpty();
        assertThatThrownBy(() -> Av1Encoder.open(SETTINGS, "av1_software", backends))
                .hasMessage("no name");
        assertThat(encoders.open).as("encoders left open").isEmpty();
        encoders.deviceFailure = Optional.empty();
        maker.start(folder.resolve("movie.fake"));
        frames(1);
        maker.finish();
        assertThat(files()).containsExactly("movie.fake");
    }

    @Test
    void aFullDiskLeavesWhatWasWrittenAndTheOldFile() throws IOException {
        Path target = target();
        containers.failAtPacket = 3;
        maker.start(target);
        assertThatThrownBy(() -> {
                    frames(1000);
                    maker.finish();
                })
                .isInstanceOf(OutputException.class)
                .hasMessageMatching("Cannot write .*movie.fake: No space left on device \\(frame 3\\). "
                        + "What was recorded before is in .*movie.recording.fake");
        assertThat(files()).containsExactly("movie.fake", "movie.recording.fake");
        assertThat(Files.readString(target)).isEqualTo("an older movie");
        assertThat(Files.readString(folder.resolve("movie.recording.fake"))).contains("video pts 2");
    }

    @Test
    void aBrokenEncoderLeavesACompleteFileOfWhatItMade() throws IOException {
        Path target = target();
        encoders.failAtFrame = 4;
        maker.start(target);
        assertThatThrownBy(() -> frames(1000))
                .isInstanceOf(EncodeFailedException.class)
                .hasMessageMatching("Frame 4: the fake encoder broke at frame 4. What was recorded before is in .*")
                .hasCauseInstanceOf(EncodeFailedException.class);
        assertThat(Files.readAllLines(folder.resolve("movie.recording.fake")))
                .hasSize(6)
                .endsWith("end");
        assertThat(Files.readString(target)).isEqualTo("an older movie");
        assertThatThrownBy(maker::finish)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("finish is not allowed in state FAILED \\(Frame 4: .*\\); "
                        + "allowed now: configure, start, close");
        encoders.failAtFrame = -1;
        maker.start(target);
        frames(1);
        maker.finish();
        assertThat(maker.statistics().warnings())
                .singleElement()
                .asString()
                .startsWith("An earlier recording was not finished; what it had recorded is in ");
        assertThat(files()).as("the kept one stays").containsExactly("movie.fake", "movie.recording.fake");
        assertThat(Files.readString(target)).endsWith("end\n");
    }

    @Test
    void anEncoderThatBreaksAtTheFirstFrameLeavesNothing() throws IOException {
        encoders.failAtFrame = 0;
        maker.start(folder.resolve("movie.fake"));
        assertThatThrownBy(() -> {
                    frames(1);
                    maker.finish();
                })
                .hasMessage("Frame 0: the fake encoder broke at frame 0. Nothing had been recorded");
        assertThat(files()).isEmpty();
    }

    @Test
    void aFailureToFinishKeepsTheTemporaryFile() throws IOException {
        Path target = target();
        containers.failFinish = true;
        maker.start(target);
        frames(2);
        assertThatThrownBy(maker::finish)
                .isInstanceOf(OutputException.class)
                .hasMessageMatching("Cannot write .*: No space left on device. What was recorded before is in .*");
        assertThat(files()).containsExactly("movie.fake", "movie.recording.fake");
        assertThat(Files.readString(target)).isEqualTo("an older movie");
    }

    @Test
    void failedStartsLeaveNothing() throws IOException {
        Path target = target();
        encoders.openFailure = Optional.of(new UnsupportedException("no"));
        assertThatThrownBy(() -> maker.start(target)).hasMessage("no");
        encoders.openFailure = Optional.empty();
        containers.failCreate = true;
        maker.configure(SETTINGS.toBuilder().audio(new AudioFormat(48000, 2)).build());
        assertThatThrownBy(() -> maker.start(target))
                .isInstanceOf(OutputException.class)
                .hasMessageEndingWith("the fake container does not start");
        maker.configure(SETTINGS);
        maker.start(target);
        assertThatThrownBy(() -> frames(1))
                .hasMessageEndingWith("the fake container does not start. Nothing had been recorded");
        assertThat(files()).containsExactly("movie.fake");
        assertThat(Files.readString(target)).isEqualTo("an older movie");
    }

    @Test
    void zeroFramesAreNoMovie() throws IOException {
        Path target = target();
        maker.start(target);
        maker.record(RecordingTest.sound(100));
        assertThatThrownBy(maker::finish)
                .isInstanceOf(OutputException.class)
                .hasMessageMatching("No frame was recorded, so .*movie.fake was not written");
        assertThat(files()).containsExactly("movie.fake");
        maker.start(target);
        maker.close();
        assertThat(files()).containsExactly("movie.fake");
        assertThat(Files.readString(target)).isEqualTo("an older movie");
    }

    @Test
    void closingKeepsARunningRecordingBesideTheOldMovie() throws IOException {
        Path target = target();
        maker.start(target);
        frames(2);
        maker.close();
        assertThat(files()).containsExactly("movie.fake", "movie.recording.fake");
        assertThat(target).hasContent("an older movie");
        assertThat(Files.readString(folder.resolve("movie.recording.fake")))
                .contains("video pts 1 ")
                .endsWith("end\n");
    }

    @Test
    void refusesTargetsThatCannotBe() throws IOException {
        assertThatThrownBy(() -> maker.start(folder.resolve("nowhere/movie.fake")))
                .isInstanceOf(OutputException.class)
                .hasMessageMatching("Cannot write .*movie.fake: there is no folder .*nowhere");
        Files.createDirectory(folder.resolve("folder.fake"));
        assertThatThrownBy(() -> maker.start(folder.resolve("folder.fake")))
                .isInstanceOf(OutputException.class)
                .hasMessageEndingWith("folder.fake: it is a folder");
        assertThatThrownBy(() -> maker.start(folder.resolve("movie.gif")))
                .isInstanceOf(UnsupportedException.class)
                .hasMessage("No container is known for the extension '.gif'; known are .fake, .mute");
        assertThatThrownBy(() -> maker.start(folder.resolve("movie")))
                .hasMessage("The file name has no extension that names a container; known are .fake, .mute");
        assertThat(files()).containsExactly("folder.fake");
    }

    @Test
    void twoRecordingsToOneFile() throws IOException {
        Path target = folder.resolve("movie.fake");
        maker.start(target);
        try (MovieMaker second = MovieMaker.create(backends, "av1")) {
            second.configure(SETTINGS);
            assertThatThrownBy(() -> second.start(folder.resolve("./movie.fake")))
                    .isInstanceOf(OutputException.class)
                    .hasMessageMatching("Cannot write .*: another recording of this program is writing it");
            frames(1);
            maker.finish();
            second.start(target);
            second.record(RecordingTest.frame());
            second.finish();
        }
        assertThat(files()).containsExactly("movie.fake");
    }

    @Test
    void anotherProgramRecordingToTheFile() throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Holder.java"), """
                class Holder {
                    public static void main(String[] args) throws Exception {
                        var channel = java.nio.channels.FileChannel.open(java.nio.file.Path.of(args[0]),
                                java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE);
                        channel.lock();
                        System.out.println("locked");
                        System.in.read();
                    }
                }
                """);
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        source.toString(),
                        folder.resolve(".movie.fake.lock").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = other.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("locked");
            assertThatThrownBy(() -> maker.start(folder.resolve("movie.fake")))
                    .isInstanceOf(OutputException.class)
                    .hasMessageMatching("Cannot write .*: another program is recording to it");
            other.destroyForcibly().waitFor();
            maker.start(folder.resolve("movie.fake"));
            frames(1);
            maker.finish();
            assertThat(files())
                    .as("the lock of a killed program does not bind")
                    .containsExactly("Holder.java", "movie.fake");
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aLinkedTargetIsReplacedWhereItPoints() throws IOException {
        Path real = Files.writeString(folder.resolve("real.fake"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.fake"), real);
        maker.start(link);
        frames(1);
        maker.finish();
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(real)).endsWith("end\n");
    }

    @Test
    void aLinkToNothingGetsItsFile() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path far = Files.createSymbolicLink(other.resolve("far.fake"), Path.of("../movie.fake"));
        Path link = Files.createSymbolicLink(folder.resolve("link.fake"), Path.of("other/far.fake"));
        maker.start(link);
        frames(1);
        maker.finish();
        assertThat(link).isSymbolicLink();
        assertThat(far).isSymbolicLink();
        assertThat(folder.resolve("movie.fake")).isRegularFile().matches(file -> !Files.isSymbolicLink(file));
        assertThat(Files.readString(link)).endsWith("end\n");
    }

    @Test
    void aLinkToNowhereIsRefused() throws IOException {
        Path nowhere = Files.createSymbolicLink(folder.resolve("no.fake"), folder.resolve("missing/movie.fake"));
        Path loop = Files.createSymbolicLink(folder.resolve("loop.fake"), Path.of("loop.fake"));
        assertThatThrownBy(() -> maker.start(nowhere))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("there is no folder " + folder.resolve("missing"));
        assertThatThrownBy(() -> maker.start(loop))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("leads to itself");
        assertThat(nowhere).isSymbolicLink();
        assertThat(loop).isSymbolicLink();
    }

    @Test
    void reportsWarningsOfEncoderAndContainer() {
        encoders.warnings = List.of("tiles: 1 used");
        containers.warnings = List.of("no crop");
        maker.start(folder.resolve("movie.fake"));
        frames(1);
        maker.finish();
        assertThat(maker.statistics().warnings()).containsExactly("tiles: 1 used", "no crop");
    }
}
