// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.RecordingStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
    private static final RecordingStatistics HALF = figures(75, 390_000, 60.04, 4_870_000);

    static RecordingStatistics figures(long frames, long bytes, double fps, double bitrate) {
        return RecordingStatistics.builder("av1")
                .framesSubmitted(frames)
                .framesEncoded(frames)
                .keyFrames(1)
                .bytes(bytes)
                .averageBitrate(bitrate)
                .framesPerSecond(fps)
                .realtimeFactor(fps / 30)
                .movieTime(Duration.ofNanos(Math.round(frames * 1e9 / 30)))
                .elapsedTime(Duration.ofNanos(Math.round(frames * 1e9 / fps)))
                .latency(new RecordingStatistics.Latency(
                        Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3), Duration.ofMillis(4)))
                .device("SVT-AV1")
                .fallbackReason(Optional.of("there is no GPU"))
                .notes(List.of("a note"))
                .warnings(List.of("a warning"))
                .build();
    }

    @Test
    void barHasShareFramesRateAndTimeLeft() {
        assertThat(Progress.bar(HALF, OptionalLong.of(150), 100, true))
                .isEqualTo(" 50 % ▕████████████            ▏ 75/150 frames, 60.0 fps, 4.87 Mbit/s, 0:01 left");
        assertThat(Progress.bar(HALF, OptionalLong.of(150), 100, false))
                .isEqualTo(" 50 % [############............] 75/150 frames, 60.0 fps, 4.87 Mbit/s, 0:01 left");
    }

    @Test
    void withoutKnownLengthTheRecordedTimeIsShown() {
        assertThat(Progress.bar(HALF, OptionalLong.empty(), 100, true))
                .isEqualTo("75 frames, 60.0 fps, 4.87 Mbit/s, 0:03 recorded");
    }

    @Test
    void lineForLogsHasTheSameFigures() {
        assertThat(Progress.line(HALF, OptionalLong.of(150)))
                .isEqualTo("50 %, 75/150 frames, 60.0 fps, 4.87 Mbit/s, 0:01 left");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 40, 60, 80, 200})
    void barFitsTheTerminal(int columns) {
        assertThat(Progress.bar(HALF, OptionalLong.of(150), columns, true)).hasSizeLessThan(columns);
    }

    @Test
    void inputsLongerThanPromisedStayAtHundredPercent() {
        assertThat(Progress.line(figures(200, 1, 10, 1), OptionalLong.of(150)))
                .startsWith("100 %, 200/150 frames")
                .endsWith("0:00 left");
    }

    @Test
    void nothingEncodedYetDividesByNothing() {
        assertThat(Progress.line(RecordingStatistics.none("av1"), OptionalLong.of(150)))
                .isEqualTo("0 %, 0/150 frames, 0.0 fps, 0:00 recorded");
    }
}
