// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Rational;
import dev.moviemaker.recording.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code pause}, {@code resume} and {@code forceKeyFrame}: what is in the movie, and when. */
@Timeout(60)
class PauseTest {
    @TempDir
    Path folder;

    private final Backends backends =
            new Backends(new Providers(List.of(FakeEncoders.software()), List.of(new FakeContainers())));
    private final MovieMaker maker = MovieMaker.create(backends, "av1");
    private Path movie;

    @BeforeEach
    void configure() {
        maker.configure(EncoderSettings.builder()
                .width(64)
                .height(48)
                .framerate(Rational.of(25))
                .timeBase(new Rational(1, 1000))
                .build());
        movie = folder.resolve("movie.fake");
    }

    private void frames(int count) {
        for (int i = 0; i < count; i++) {
            maker.record(RecordingTest.frame());
        }
    }

    private void at(long... times) {
        Arrays.stream(times).forEach(time -> maker.record(RecordingTest.frame().withPts(time)));
    }

    /** Of the pictures: their times, with their durations and what is a key frame where asked for. */
    private List<String> video() throws IOException {
        return Files.readAllLines(movie).stream()
                .filter(line -> line.startsWith("video"))
                .map(line -> line.replaceFirst("video pts (\\d+) duration (\\d+) size \\d+", "$1+$2"))
                .toList();
    }

    private List<String> audio() throws IOException {
        return Files.readAllLines(movie).stream()
                .filter(line -> line.startsWith("audio"))
                .toList();
    }

    @Test
    void framesAndSoundCloseUp() throws IOException {
        maker.start(movie);
        maker.record(RecordingTest.sound(480));
        frames(2);
        maker.pause();
        maker.pause();
        frames(3);
        maker.record(RecordingTest.sound(960));
        assertThat(maker.tryRecord(RecordingTest.frame(), Duration.ofSeconds(1)))
                .isFalse();
        maker.resume();
        maker.resume();
        frames(2);
        maker.record(RecordingTest.sound(240));
        maker.finish();
        assertThat(video()).containsExactly("0+40 key", "40+40", "80+40", "120+40");
        assertThat(audio()).containsExactly("audio 480", "audio 240");
        assertThat(maker.statistics().framesSubmitted()).isEqualTo(4);
        assertThat(maker.statistics().framesDropped()).isZero();
    }

    @Test
    void timesOfTheCallersOwnCloseUpOverEveryPause() throws IOException {
        maker.start(movie);
        at(1000, 1010);
        maker.pause();
        at(1020, 5000);
        maker.resume();
        at(9000, 9005);
        maker.pause();
        maker.resume();
        at(9500, 9510);
        maker.finish(9530);
        // 40 ms, a frame's duration, after 1010; then after 1055.
        assertThat(video()).containsExactly("1000+10 key", "1010+40", "1050+5", "1055+40", "1095+10", "1105+20");
    }

    @Test
    void aClockThatStoodStillKeepsItsTimes() throws IOException {
        maker.start(movie);
        at(0, 10);
        maker.pause();
        maker.resume();
        at(20, 35);
        maker.finish(50);
        assertThat(video()).containsExactly("0+10 key", "10+10", "20+15", "35+15");
    }

    @Test
    void aMovieMayEndInAPauseAndTheNextIsNotPaused() throws IOException {
        maker.start(movie);
        at(0, 10);
        maker.pause();
        at(4000);
        maker.finish(5000);
        assertThat(video()).containsExactly("0+10 key", "10+40");
        maker.start(movie);
        at(7000, 7010);
        maker.finish(7030);
        assertThat(video()).containsExactly("7000+10 key", "7010+20");
    }

    @Test
    void aRefusedFrameClosesNothing() throws IOException {
        maker.start(movie);
        at(0, 10);
        maker.pause();
        maker.resume();
        assertThatThrownBy(() -> maker.record(RecordingTest.frame())) // without a time of its own
                .isInstanceOf(IllegalArgumentException.class);
        at(3000, 3010);
        maker.finish(3020);
        assertThat(video()).containsExactly("0+10 key", "10+40", "50+10", "60+10");
    }

    @Test
    void aRefusedTimeIsNamedAsTheCallerGaveIt() throws IOException {
        maker.start(movie);
        at(1000, 1010);
        maker.pause();
        maker.resume();
        at(9000);
        for (long early : new long[] {8999, 9000}) {
            assertThatThrownBy(() -> at(early))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("frame 3: pts %d given, more than 9000 (the frame before) allowed", early);
        }
        at(9001);
        maker.pause();
        maker.resume();
        assertThatThrownBy(() -> at(500))
                .hasMessage("frame 4: pts 500 given, more than 9001 (the frame before) allowed");
        at(9500);
        maker.finish();
        assertThat(video()).containsExactly("1000+10 key", "1010+40", "1050+1", "1051+40", "1091+40");
    }

    @Test
    void theNextRecordedFrameIsAKeyFrame() throws IOException {
        maker.start(movie);
        frames(2);
        maker.forceKeyFrame();
        maker.pause();
        frames(1);
        maker.resume();
        frames(2);
        maker.finish();
        assertThat(video()).containsExactly("0+40 key", "40+40", "80+40 key", "120+40");
        maker.start(movie);
        frames(1);
        maker.forceKeyFrame();
        maker.finish();
        maker.start(movie);
        frames(2);
        maker.finish();
        assertThat(video()).containsExactly("0+40 key", "40+40");
    }
}
