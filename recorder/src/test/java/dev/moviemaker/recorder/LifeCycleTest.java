// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.OutputException;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.recording.Providers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a program's mistake, an interrupt or an exception in its render loop does to a recording: nothing, or no harm.
 */
@Timeout(60)
@SuppressWarnings("NullAway") // Null is one of the mistakes.
class LifeCycleTest {
    private static final EncoderSettings SETTINGS =
            EncoderSettings.builder().width(64).height(48).build();

    @TempDir
    Path folder;

    private final FakeEncoders encoders = FakeEncoders.software();
    private final FakeContainers containers = new FakeContainers();
    private final Backends backends = new Backends(new Providers(List.of(encoders), List.of(containers)));
    private final MovieMaker maker = MovieMaker.create(backends, "av1");
    private Path movie;

    @BeforeEach
    void start() {
        maker.configure(SETTINGS);
        movie = folder.resolve("movie.fake");
        maker.start(movie);
    }

    @AfterEach
    void closesEverything() {
        boolean ignored = Thread.interrupted();
        maker.close();
        assertThat(encoders.open).as("encoders left open").isEmpty();
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

    private long pictures() throws IOException {
        return Files.readAllLines(movie).stream()
                .filter(line -> line.startsWith("video"))
                .count();
    }

    @Test
    void mistakesChangeNothing() throws IOException {
        frames(2);
        MemorySegment gone;
        try (Arena arena = Arena.ofConfined()) {
            gone = arena.allocate(64 * 48 * 3 / 2);
        }
        assertThatThrownBy(() -> maker.record((Frame) null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("frame: null given");
        assertThatThrownBy(() -> maker.record(Frame.of(PixelFormat.I420, 64, 48, gone)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("frame 2: the memory given cannot be read: its arena is closed");
        assertThatThrownBy(() -> maker.record(
                        Frame.of(PixelFormat.I420, 32, 32, MemorySegment.ofArray(new byte[32 * 32 * 3 / 2]))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> maker.record((AudioBlock) null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("block: null given");
        assertThatThrownBy(() -> maker.tryRecord(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> maker.tryRecord(RecordingTest.frame(), null))
                .isInstanceOf(IllegalArgumentException.class);
        frames(2);
        maker.finish();
        assertThat(pictures()).isEqualTo(4);
        assertThat(files()).containsExactly("movie.fake");
    }

    /** The first frame and the first block of sound decide what the rest has to be like; refused ones do not. */
    @Test
    void whatIsRefusedFirstDecidesNothing() throws IOException {
        MemorySegment gone;
        try (Arena arena = Arena.ofConfined()) {
            gone = arena.allocate(64);
        }
        Frame image = new VulkanFrame(1, 37, 1, VulkanFrame.ANY_FAMILY, 64, 48, List.of(), List.of()).withPts(100);
        assertThatThrownBy(() -> maker.record(image))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("frame: no images");
        assertThatThrownBy(() -> maker.record(new AudioBlock(gone, AudioBlock.SampleFormat.S16, 44100, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("audio: the memory given cannot be read: its arena is closed");
        maker.record(RecordingTest.sound(3));
        frames(2);
        maker.finish();
        assertThat(Files.readString(movie)).isEqualTo("""
                        fake 64x48 AudioFormat[sampleRate=48000, channels=2, codec=OPUS, channelMask=0]
                        audio 3
                        video pts 0 duration 1 size 8 key
                        video pts 1 duration 1 size 8
                        end
                        """);
    }

    @Test
    void finishingAtExitCanBeWishedForInMidRecording() throws IOException {
        maker.cancel();
        maker.finishAtExit(false);
        maker.start(movie);
        frames(2);
        ExitHook.finishAll();
        assertThat(movie).doesNotExist();
        maker.finishAtExit(true);
        ExitHook.finishAll();
        assertThat(pictures()).isEqualTo(2);
    }

    /** Each call at the wrong time says so, and what was recorded stays as it is. */
    @Test
    void callsAtTheWrongTimeChangeNothing() throws Exception {
        assertThatThrownBy(() -> maker.start(folder.resolve("other.fake"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> maker.configure(SETTINGS)).isInstanceOf(IllegalStateException.class);
        frames(3);
        maker.finish();
        assertThatThrownBy(maker::finish).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> frames(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(maker::cancel).isInstanceOf(IllegalStateException.class);
        Thread closer = Thread.ofPlatform().start(maker::close);
        closer.join();
        assertThatThrownBy(() -> maker.start(movie)).isInstanceOf(IllegalStateException.class);
        assertThat(pictures()).isEqualTo(3);
        assertThat(files()).containsExactly("movie.fake");
    }

    @Test
    void memoryOfAnotherThreadIsRefused() throws Exception {
        AtomicReference<MemorySegment> foreign = new AtomicReference<>();
        CountDownLatch made = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread owner = Thread.ofPlatform().start(() -> {
            try (Arena arena = Arena.ofConfined()) {
                foreign.set(arena.allocate(64 * 48 * 3 / 2));
                made.countDown();
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        made.await();
        assertThatThrownBy(() -> maker.record(Frame.of(PixelFormat.I420, 64, 48, foreign.get())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("frame 0: the memory given cannot be read: its arena belongs to another thread");
        over.countDown();
        owner.join();
        frames(1);
        maker.finish();
        assertThat(pictures()).isEqualTo(1);
    }

    @Test
    void nullsBeforeARecordingChangeNothing() {
        frames(1);
        maker.finish();
        assertThatThrownBy(() -> maker.configure((EncoderSettings) null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> maker.start((Path) null)).isInstanceOf(IllegalArgumentException.class);
        maker.start(movie);
        frames(1);
        maker.finish();
    }

    @Test
    void anErrorWindsTheRecordingUp() throws IOException {
        frames(6);
        containers.error = new OutOfMemoryError("for the test");
        assertThatThrownBy(() -> {
                    frames(100);
                    maker.finish();
                })
                .isInstanceOfAny(Error.class, Av1EncoderException.class);
        assertThat(encoders.open).as("encoders left open").isEmpty();
        assertThat(files()).containsExactly("movie.recording.fake");
        containers.error = null;
        maker.configure(SETTINGS);
        maker.start(movie);
        frames(1);
        maker.finish();
        assertThat(files()).containsExactly("movie.fake", "movie.recording.fake");
    }

    @Test
    void cancellingLeavesNothing() throws IOException {
        frames(1);
        maker.finish();
        byte[] good = Files.readAllBytes(movie);
        maker.start(movie);
        frames(5);
        maker.cancel();
        assertThat(files()).containsExactly("movie.fake");
        assertThat(Files.readAllBytes(movie)).isEqualTo(good);
        assertThatThrownBy(maker::cancel).isInstanceOf(IllegalStateException.class);
        maker.start(movie);
        frames(2);
        maker.finish();
        assertThat(pictures()).isEqualTo(2);
    }

    @Test
    void framesThatFindNoRoomAreDroppedAndTheirTimePasses() throws IOException {
        frames(1);
        encoders.full = true;
        assertThat(maker.tryRecord(RecordingTest.frame())).isFalse();
        assertThat(maker.tryRecord(RecordingTest.frame(), Duration.ofMillis(5))).isFalse();
        encoders.full = false;
        assertThat(maker.tryRecord(RecordingTest.frame())).isTrue();
        maker.finish();
        assertThat(Files.readAllLines(movie))
                .contains("video pts 0 duration 1 size 8 key", "video pts 3 duration 1 size 8");
        RecordingStatistics statistics = maker.statistics();
        assertThat(statistics.framesDropped()).isEqualTo(2);
        assertThat(statistics.framesSubmitted()).isEqualTo(2);
        assertThat(statistics.framesEncoded()).isEqualTo(2);
    }

    @Test
    void aFileThatDoesNotPlayYetHasNoMoviesName() throws IOException {
        maker.cancel();
        containers.playableFrom = 1;
        maker.start(movie);
        frames(1);
        assertThat(files()).containsExactly(".movie.fake.lock", ".movie.recording.fake.part");
        frames(8);
        maker.finish();
        assertThat(files()).containsExactly("movie.fake");
        assertThat(pictures()).isEqualTo(9);
    }

    @Test
    void aRemovedFolderIsNoticedWhileItRecords() throws Exception {
        maker.cancel();
        Path gone = Files.createDirectory(folder.resolve("gone"));
        maker.start(gone.resolve("movie.fake"));
        frames(6);
        try (var list = Files.list(gone)) {
            for (Path file : list.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(gone);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 200; i++) {
                        frames(1);
                        Thread.sleep(10);
                    }
                })
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("gone was removed or renamed")
                .hasMessageEndingWith("What was recorded before went with it");
    }

    @Test
    void foreignFileSystemsAreRefused() throws IOException {
        maker.cancel();
        Path zip = folder.resolve("archive.zip");
        Path real = Files.writeString(folder.resolve("real.fake"), "precious");
        try (var system = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Path inside = system.getPath(real.toString());
            assertThatThrownBy(() -> maker.start(inside))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("it is in a file system of jar");
        }
        assertThat(real).hasContent("precious");
    }

    /**
     * The swap of the backend by settings without hardware must not end a recording that another thread has just
     * started.
     */
    @Test
    void configuringEndsNoRecordingOfAnotherThread() throws Exception {
        maker.cancel();
        FakeEncoders gpu = FakeEncoders.hardware(FakeEncoders.usable("gpu", true));
        Backends both = new Backends(new Providers(List.of(gpu, encoders), List.of(containers)));
        EncoderSettings software = SETTINGS.toBuilder().useHardware(false).build();
        for (int round = 0; round < 200; round++) {
            try (MovieMaker shared = MovieMaker.create(both)) {
                shared.configure(SETTINGS);
                Path file = folder.resolve("shared.fake");
                CountDownLatch go = new CountDownLatch(1);
                Thread other = Thread.ofPlatform().start(() -> {
                    try {
                        go.await();
                        shared.configure(software);
                    } catch (IllegalStateException e) {
                        // It records: that is the answer.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                go.countDown();
                shared.start(file);
                other.join();
                shared.record(RecordingTest.frame());
                shared.finish();
                assertThat(file).exists();
            }
        }
    }
}
