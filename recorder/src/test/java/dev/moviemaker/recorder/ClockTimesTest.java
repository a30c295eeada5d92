// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Rational;
import dev.moviemaker.recording.Providers;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames and sound with the times of a clock. */
class ClockTimesTest {
    private static final long MS = 1_000_000;
    /** As {@code System.nanoTime()} might be. */
    private static final long CLOCK = 2_485_123_456_789L;

    @TempDir
    Path folder;

    private final MovieMaker maker = MovieMaker.create(
            new Backends(new Providers(List.of(FakeEncoders.software()), List.of(new FakeContainers()))),
            "av1_software");

    @BeforeEach
    void start() {
        maker.configure(EncoderSettings.builder()
                .width(64)
                .height(48)
                .framerate(Rational.of(50))
                .timeBase(new Rational(1, 1_000_000_000))
                .audio(new AudioFormat(48_000, 2), new AudioFormat(48_000, 2))
                .build());
        maker.start(folder.resolve("movie.fake"));
    }

    @AfterEach
    void close() {
        maker.close();
    }

    private void picture(long nanos) {
        maker.record(RecordingTest.frame().withPts(nanos));
    }

    private void sound(long nanos, int frames) {
        maker.record(RecordingTest.sound(frames).withPts(nanos));
    }

    private List<String> finished(String kind) throws IOException {
        maker.finish();
        return Files.readAllLines(folder.resolve("movie.fake")).stream()
                .filter(line -> line.startsWith(kind))
                .toList();
    }

    @Test
    void theFirstTimeIsZero() throws IOException {
        picture(CLOCK);
        sound(CLOCK, 960);
        picture(CLOCK + 20 * MS);
        sound(CLOCK + 20 * MS + 3000, 960);
        maker.finish(CLOCK + 50 * MS);
        assertThat(Files.readAllLines(folder.resolve("movie.fake")))
                .containsSubsequence(
                        "video pts 0 duration 20000000 size 8 key", "video pts 20000000 duration 30000000 size 8")
                .filteredOn(line -> line.startsWith("audio"))
                .containsExactly("audio 960", "audio 960");
        assertThat(maker.statistics().movieTime()).isEqualTo(java.time.Duration.ofMillis(50));
    }

    @Test
    void soundThatBeginsLaterHasSilenceBefore() throws IOException {
        picture(CLOCK);
        sound(CLOCK + 10 * MS, 480);
        sound(CLOCK + 20 * MS, 480);
        assertThat(finished("audio")).containsExactly("audio 480", "audio 480", "audio 480");
    }

    @Test
    void soundThatBeginsFirstIsZeroAndThePictureComesLater() throws IOException {
        sound(CLOCK, 480);
        picture(CLOCK + 7 * MS);
        assertThat(finished("video")).containsExactly("video pts 7000000 duration 20000000 size 8 key");
    }

    @Test
    void gapsAreFilledAndOverlapsCutButJitterIsNone() throws IOException {
        picture(CLOCK);
        sound(CLOCK, 4800);
        sound(CLOCK + 112 * MS, 4800);
        sound(CLOCK + 300 * MS, 4800);
        sound(CLOCK + 350 * MS, 4800);
        assertThat(finished("audio"))
                .containsExactly("audio 4800", "audio 4800", "audio 4800", "audio 4800", "audio 2400");
    }

    @Test
    void aGapOfSecondsIsFilledInPieces() throws IOException {
        picture(CLOCK);
        sound(CLOCK + 2500 * MS, 100);
        assertThat(finished("audio")).containsExactly("audio 48000", "audio 48000", "audio 24000", "audio 100");
    }

    @Test
    void soundBeforeTheFirstPictureOfAClockIsCut() throws IOException {
        picture(CLOCK);
        sound(CLOCK - 30 * MS, 960);
        sound(CLOCK - 10 * MS, 960);
        assertThat(finished("audio")).containsExactly("audio 480");
    }

    @Test
    void soundFollowsAfterAPauseAsPicturesDo() throws IOException {
        picture(CLOCK);
        sound(CLOCK, 960);
        maker.pause();
        sound(CLOCK + 20 * MS, 960);
        maker.resume();
        sound(CLOCK + 5000 * MS, 960);
        picture(CLOCK + 5000 * MS);
        sound(CLOCK + 5020 * MS, 960);
        assertThat(finished("audio")).containsExactly("audio 960", "audio 960", "audio 960");
    }

    @Test
    void smallTimesStayAsTheyAre() throws IOException {
        picture(100 * MS);
        maker.record(RecordingTest.sound(480).withPts(0), 1);
        assertThat(finished("video")).containsExactly("video pts 100000000 duration 20000000 size 8 key");
    }

    @Test
    void aFrameBeforeTheFirstTimeIsRefused() {
        sound(CLOCK, 480);
        assertThatThrownBy(() -> picture(CLOCK - 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("frame 0: pts %d given, at least %d (the first time of the recording) allowed"
                        .formatted(CLOCK - 1, CLOCK));
    }

    @Test
    void blocksComeOfArraysAndBuffers() {
        AudioBlock shorts = AudioBlock.of(new short[] {1, -2, 3, -4}, 48_000, 2);
        assertThat(shorts.frames()).isEqualTo(2);
        assertThat(shorts.data().get(ValueLayout.JAVA_SHORT_UNALIGNED, 2)).isEqualTo((short) -2);
        assertThat(AudioBlock.of(new float[] {0.5f, 1}, 48_000, 1).frames()).isEqualTo(2);
        ByteBuffer bytes = ByteBuffer.allocateDirect(12).position(4);
        assertThat(AudioBlock.of(bytes, AudioBlock.SampleFormat.S32, 48_000, 1).frames())
                .isEqualTo(2);
        assertThat(bytes.position()).isEqualTo(4);
        assertThatThrownBy(() -> shorts.withPts(-1)).hasMessage("audio pts: -1 given, at least 0 allowed");
    }
}
