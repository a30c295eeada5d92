// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Frames that SVT-AV1 has no room for are dropped and counted; those that were taken are in the movie, at their times.
 */
@Timeout(60)
class TryEncodeTest {
    private static final int TRIES = 120;

    @TempDir
    Path folder;

    private static EncoderSettings settings() {
        return FaultRun.settings().toBuilder().speed(5).maxQueuedFrames(1).build();
    }

    @Test
    void framesWithoutRoomAreDropped() throws IOException {
        Path movie = folder.resolve("movie.mp4");
        List<Integer> taken = new ArrayList<>();
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(settings());
            maker.start(movie);
            for (int i = 0; i < TRIES; i++) {
                if (maker.tryRecord(NumberedFrames.frame(i))) {
                    taken.add(i);
                }
            }
            maker.finish();
            assertThat(taken).hasSizeBetween(1, TRIES - 1);
            assertThat(maker.statistics().framesDropped()).isEqualTo(TRIES - taken.size());
            assertThat(maker.statistics().framesEncoded()).isEqualTo(taken.size());
        }
        assertThat(NumberedFrames.numbers(movie)).isEqualTo(taken);
        assertThat(NumberedFrames.times(movie)).as("frame durations").isEqualTo(taken);
    }

    @Test
    void aTimeLimitWaitsForRoom() throws IOException {
        Path movie = folder.resolve("movie.ivf");
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(settings());
            maker.start(movie);
            for (int i = 0; i < 30; i++) {
                assertThat(maker.tryRecord(NumberedFrames.frame(i), Duration.ofSeconds(30)))
                        .isTrue();
            }
            maker.finish();
            assertThat(maker.statistics().framesDropped()).isZero();
        }
        assertThat(NumberedFrames.played(movie)).isEqualTo(30);
    }
}
