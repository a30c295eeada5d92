// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.DeviceLostException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.RecordingListener;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.recorder.MovieMaker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a listener hears of a recording on a GPU: one that is finished, and one whose device is lost. */
class ListenedRecordingEmulatorTest {
    private static final int FRAMES = 9;
    private static final EncoderSettings SETTINGS = EncoderSettings.builder()
            .width(320)
            .height(128)
            .rateControl(RateControlMode.CQP)
            .enableRestoration(false)
            .keyframeInterval(4)
            .build();

    @TempDir
    Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();

    private final RecordingListener listener = new RecordingListener() {
        @Override
        public void firstPacket(RecordingStatistics statistics) {
            heard.add("first packet of " + statistics.backend());
        }

        @Override
        public void keyFrame(long number) {
            heard.add("key frame " + number);
        }

        @Override
        public void finished(Path output, RecordingStatistics statistics) {
            heard.add("finished " + output.getFileName() + ", " + statistics.framesEncoded());
        }

        @Override
        public void failed(Throwable cause, RecordingStatistics statistics) {
            heard.add("failed by " + cause.getClass().getSimpleName());
        }
    };

    private void record(MovieMaker maker, Path target, int frames) {
        maker.addListener(listener, Duration.ofMillis(10));
        maker.configure(SETTINGS);
        maker.start(target);
        for (int i = 0; i < frames; i++) {
            maker.record(Movie.frame(PixelFormat.NV12, 320, 128, i));
        }
        maker.finish();
    }

    @Test
    void hearsOfAWholeRecording() {
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4");
        try (Program program = new Program(gpu.request());
                MovieMaker maker = MovieMaker.create(program.lent())) {
            record(maker, folder.resolve("movie.obu"), FRAMES);
        }
        assertThat(heard)
                .containsExactly(
                        "first packet of av1_hardware",
                        "key frame 1",
                        "key frame 2",
                        "key frame 3",
                        "finished movie.obu, " + FRAMES);
        gpu.assertClean();
    }

    @Test
    void hearsOfALostDevice() {
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4", Faults.none().deviceLostAtFrame(9), Duration.ofSeconds(60));
        try (Program program = new Program(gpu.request());
                MovieMaker maker = MovieMaker.create(program.lent())) {
            assertThatThrownBy(() -> record(maker, folder.resolve("movie.obu"), 40))
                    .isInstanceOf(DeviceLostException.class);
        }
        assertThat(heard)
                .startsWith("first packet of av1_hardware", "key frame 1")
                .endsWith("failed by DeviceLostException");
    }
}
