// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RecordingListener;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a listener hears of a recording by SVT-AV1. */
class ListenedRecordingTest {
    private static final int FRAMES = 25;

    @TempDir
    Path folder;

    @Test
    void hearsOfPacketsKeyFramesAndTheCompleteFile() throws IOException {
        List<String> heard = new CopyOnWriteArrayList<>();
        Path target = folder.resolve("movie.mp4");
        try (MovieMaker maker = MovieMaker.create(MovieMaker.AV1_SOFTWARE);
                Arena arena = Arena.ofConfined()) {
            maker.addListener(
                    new RecordingListener() {
                        @Override
                        public void firstPacket(RecordingStatistics statistics) {
                            heard.add("first packet by " + statistics.device());
                        }

                        @Override
                        public void keyFrame(long number) {
                            heard.add("key frame " + number);
                        }

                        @Override
                        public void finished(Path output, RecordingStatistics statistics) {
                            heard.add("finished " + statistics.framesEncoded() + " frames, " + Files.exists(output));
                        }
                    },
                    Duration.ofMillis(10));
            maker.configure(EncoderSettings.builder()
                    .width(64)
                    .height(64)
                    .keyframeInterval(10)
                    .build());
            maker.start(target);
            MemorySegment picture = arena.allocate(PixelFormat.I420.frameBytes(64, 64));
            for (int i = 0; i < FRAMES; i++) {
                picture.fill((byte) (50 + i));
                maker.record(Frame.of(PixelFormat.I420, 64, 64, picture));
            }
            maker.finish();
        }
        assertThat(heard)
                .containsExactly(
                        "first packet by SVT-AV1",
                        "key frame 1",
                        "key frame 2",
                        "key frame 3",
                        "finished 25 frames, true");
    }
}
