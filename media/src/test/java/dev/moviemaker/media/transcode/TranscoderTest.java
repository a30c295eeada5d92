// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.RecordingListener;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and streams from end to end, by what is in the output. */
class TranscoderTest {
    private static final int NEVER = -1;
    private static final int FRAMES = 24;

    @TempDir
    private Path folder;

    private TranscoderBuilder drawing(DrawnInput input, Path output) {
        return Transcoder.builder()
                .input(input, "the drawing")
                .output(output)
                .backend("av1_software")
                .audioCodec(AudioCodec.FLAC)
                .settings(settings -> settings.rateControl(RateControlMode.CRF).quality(90));
    }

    /** What a movie shows and how many samples it has. */
    private record Movie(List<Integer> lumas, List<Long> times, List<Short> samples) {
        static Movie read(Path file) throws IOException {
            Movie movie = new Movie(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            try (MediaReader reader = MediaReader.open(file)) {
                Rational unit = reader.video().orElseThrow().timeBase();
                for (Optional<MovieInput.Item> item = reader.next(); item.isPresent(); item = reader.next()) {
                    switch (item.get()) {
                        case MovieInput.Item.Picture picture -> {
                            CpuFrame frame = picture.frame();
                            movie.lumas.add(frame.planes().getFirst().data().get(ValueLayout.JAVA_BYTE, 700) & 0xFF);
                            movie.times.add(Math.round(frame.pts() * unit.toDouble() * 1000));
                        }
                        case MovieInput.Item.Sound sound -> {
                            // FLAC is read as 32 bits.
                            for (int whole : sound.block().data().toArray(ValueLayout.JAVA_INT_UNALIGNED)) {
                                movie.samples.add((short) (whole >> 16));
                            }
                        }
                    }
                }
            }
            return movie;
        }

        /** Checks every picture, its time and every sample. */
        void requireFirst(int frames) {
            assertThat(lumas).hasSize(frames);
            for (int i = 0; i < frames; i++) {
                int expected = 16 + DrawnInput.grey(i) * 219 / 255;
                assertThat(lumas.get(i)).as("picture %d", i).isBetween(expected - 3, expected + 3);
                assertThat(times.get(i)).as("time %d", i).isEqualTo(40L * i);
            }
            assertThat(samples).hasSize(frames * DrawnInput.SAMPLES);
            for (int i = 0; i < samples.size(); i++) {
                short wanted = (short) Math.round(8000 * Math.sin(2 * Math.PI * 440 * i / 48_000));
                assertThat((int) samples.get(i)).as("sample %d", i).isEqualTo(wanted);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv"})
    void convertsEveryPictureAndSample(String extension) throws IOException {
        Path output = folder.resolve("a." + extension);
        DrawnInput input = new DrawnInput(FRAMES, NEVER, () -> {});
        AtomicReference<RecordingStatistics> last = new AtomicReference<>();
        RecordingListener listener = new RecordingListener() {
            @Override
            public void finished(Path file, RecordingStatistics statistics) {
                last.set(statistics);
            }
        };
        try (Transcoder transcoder =
                drawing(input, output).listener(listener, Duration.ofMillis(10)).open()) {
            assertThat(transcoder.settings().framerate()).isEqualTo(Rational.of(25));
            assertThat(transcoder.statistics().framesSubmitted()).isZero();
            TranscodeResult result = transcoder.run();
            assertThat(result.statistics().framesEncoded()).isEqualTo(FRAMES);
            assertThat(result.notes()).containsExactly("the drawing: it is grey");
            assertThat(result.stopped()).isFalse();
            assertThatThrownBy(transcoder::run).isInstanceOf(IllegalStateException.class);
        }
        assertThat(input.isClosed()).isTrue();
        assertThat(Objects.requireNonNull(last.get()).framesEncoded()).isEqualTo(FRAMES);
        Movie.read(output).requireFirst(FRAMES);
        Path again = folder.resolve("again.mkv");
        try (Transcoder transcoder = Transcoder.builder()
                .input(output)
                .output(again)
                .backend("av1_software")
                .audioCodec(AudioCodec.FLAC)
                .settings(settings -> settings.rateControl(RateControlMode.CRF).quality(90))
                .maxFrames(7)
                .open()) {
            assertThat(transcoder.files()).containsExactly(output);
            assertThat(transcoder.expectedFrames()).hasValue(7);
            transcoder.run();
        }
        Movie.read(again).requireFirst(7);
    }

    @Test
    void readsStreams() throws IOException {
        ByteArrayOutputStream y4m = new ByteArrayOutputStream();
        y4m.writeBytes("YUV4MPEG2 W64 H64 F25:1 C420\n".getBytes(StandardCharsets.US_ASCII));
        for (int frame = 0; frame < 5; frame++) {
            y4m.writeBytes("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            byte[] samples = new byte[64 * 64 * 3 / 2];
            Arrays.fill(samples, 0, 64 * 64, (byte) (50 + 30 * frame));
            Arrays.fill(samples, 64 * 64, samples.length, (byte) 128);
            y4m.writeBytes(samples);
        }
        Path output = folder.resolve("a.webm");
        try (Transcoder transcoder = Transcoder.builder()
                .input(new ByteArrayInputStream(y4m.toByteArray()), "a stream")
                .output(output)
                .backend("av1_software")
                .open()) {
            transcoder.run();
        }
        List<Integer> lumas = Movie.read(output).lumas();
        assertThat(lumas).hasSize(5);
        for (int frame = 0; frame < 5; frame++) {
            assertThat(lumas.get(frame)).isBetween(50 + 30 * frame - 3, 50 + 30 * frame + 3);
        }
    }

    @Test
    void keepsWhatCameBeforeTheInputFailed() throws IOException {
        Path output = folder.resolve("a.mkv");
        try (Transcoder transcoder =
                drawing(new DrawnInput(FRAMES, 9, () -> {}), output).open()) {
            assertThatExceptionOfType(IncompleteInputException.class)
                    .isThrownBy(transcoder::run)
                    .withMessage("the drawing: the pencil broke; %s holds the 9 frames before that", output)
                    .satisfies(e ->
                            assertThat(e.result().statistics().framesEncoded()).isEqualTo(9));
        }
        Movie movie = Movie.read(output);
        assertThat(movie.lumas()).hasSize(9);
        try (Transcoder transcoder = drawing(new DrawnInput(FRAMES, 0, () -> {}), folder.resolve("b.mkv"))
                .open()) {
            assertThatThrownBy(transcoder::run)
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("the drawing: the pencil broke");
        }
        assertThat(folder.resolve("b.mkv")).doesNotExist();
    }

    @Test
    void stopsWithWhatWasRead() throws Exception {
        Path output = folder.resolve("a.mkv");
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicReference<Transcoder> running = new AtomicReference<>();
        AtomicInteger read = new AtomicInteger();
        // The reader hangs, as one of a pipe whose writer sleeps.
        DrawnInput input = new DrawnInput(1000, NEVER, () -> {
            if (read.incrementAndGet() == 10) {
                Objects.requireNonNull(running.get()).stop();
                awaitQuietly(stopped);
            }
        });
        try (Transcoder transcoder = drawing(input, output).open()) {
            running.set(transcoder);
            TranscodeResult result = transcoder.run();
            assertThat(result.stopped()).isTrue();
            int frames = (int) result.statistics().framesEncoded();
            assertThat(frames).isBetween(8, 9);
            Movie movie = Movie.read(output);
            assertThat(movie.lumas()).hasSize(frames);
            assertThat(movie.lumas().get(7)).isBetween(16 + DrawnInput.grey(7) * 219 / 255 - 3, 120);
        } finally {
            stopped.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void leavesNothingWhenCancelled() throws Exception {
        Path output = Files.writeString(folder.resolve("a.mp4"), "an older movie");
        AtomicReference<Transcoder> running = new AtomicReference<>();
        DrawnInput input = new DrawnInput(
                1000, NEVER, () -> Objects.requireNonNull(running.get()).cancel());
        try (Transcoder transcoder = drawing(input, output).open()) {
            running.set(transcoder);
            assertThatThrownBy(transcoder::run).isInstanceOf(CancellationException.class);
        }
        assertThat(input.isClosed()).isTrue();
        assertThat(output).hasContent("an older movie");
        assertThat(folder).isDirectoryNotContaining("glob:**recording*");
    }

    @Test
    void refusesWhatCannotBe() throws IOException {
        Path movie = folder.resolve("a.mkv");
        try (Transcoder transcoder =
                drawing(new DrawnInput(3, NEVER, () -> {}), movie).open()) {
            transcoder.run();
        }
        assertThatThrownBy(() -> Transcoder.builder().input(movie).output(movie).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("output: ");
        assertThatThrownBy(() -> Transcoder.builder().input(movie).open()).hasMessage("output: none given");
        assertThatThrownBy(() -> Transcoder.builder().output(movie).open()).hasMessage("input: none given");
        assertThatThrownBy(() -> Transcoder.builder().maxFrames(0))
                .hasMessage("maxFrames: 0 given, at least 1 allowed");
        DrawnInput input = new DrawnInput(3, NEVER, () -> {});
        assertThatThrownBy(() -> drawing(input, folder.resolve("a.avi")).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("output: %s given, a name that ends in .", folder.resolve("a.avi"));
        assertThat(input.isClosed()).isTrue();
        assertThatThrownBy(() -> drawing(new DrawnInput(3, NEVER, () -> {}), folder.resolve("b.mkv"))
                        .settings(settings -> settings.bitDepth(9))
                        .open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("bit_depth: 9 given");
        assertThatThrownBy(() -> Transcoder.builder()
                        .input(folder.resolve("none%d.png"))
                        .output(folder.resolve("b.mkv"))
                        .open())
                .isInstanceOf(Exception.class);
        assertThat(folder.resolve("b.mkv")).doesNotExist();
    }

    @Test
    void bareStreamsHaveNoPlaceForSound() throws IOException {
        Path output = folder.resolve("a.ivf");
        try (Transcoder transcoder =
                drawing(new DrawnInput(3, NEVER, () -> {}), output).open()) {
            assertThat(transcoder.settings().audio()).isEmpty();
            assertThat(transcoder.run().notes())
                    .contains("the sound is left out: a .ivf file has no place for it; .mp4, .mkv and .webm have");
        }
        assertThat(Movie.read(output).lumas()).hasSize(3);
    }
}
