// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.recording.Providers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {
    @TempDir
    Path folder;

    @Test
    void tellsOfEveryFrameAndTheRecording() throws IOException {
        Path file = folder.resolve("events.jfr");
        try (Recording recording = new Recording();
                MovieMaker maker = MovieMaker.create(
                        new Backends(new Providers(List.of(FakeEncoders.software()), List.of(new FakeContainers()))))) {
            for (String name : List.of("FrameSubmitted", "FrameEncoded", "Recording")) {
                recording.enable("dev.moviemaker." + name).withoutThreshold();
            }
            recording.start();
            maker.configure(EncoderSettings.builder()
                    .width(64)
                    .height(48)
                    .keyframeInterval(2)
                    .build());
            maker.start(folder.resolve("movie.fake"));
            for (int i = 0; i < 5; i++) {
                maker.record(RecordingTest.frame());
            }
            maker.finish();
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(of(events, "FrameSubmitted"))
                .extracting(e -> e.getLong("frameNumber"))
                .containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
        assertThat(of(events, "FrameEncoded")).hasSize(5).allSatisfy(e -> {
            assertThat(e.getLong("size")).isEqualTo(8);
            assertThat(e.getDuration("latency")).isPositive();
            assertThat(e.getBoolean("keyFrame")).isEqualTo(e.getLong("frameNumber") % 2 == 0);
        });
        RecordedEvent recorded = of(events, "Recording").getFirst();
        assertThat(recorded.getString("file")).endsWith("movie.fake");
        assertThat(recorded.getString("backend")).isEqualTo("av1");
        assertThat(recorded.getString("device")).isEqualTo("Fake software device");
        assertThat(recorded.getString("fallbackReason"))
                .isEqualTo("no hardware encoder is installed: add moviemaker-encoder to the module path or class path");
        assertThat(recorded.getLong("frames")).isEqualTo(5);
        assertThat(recorded.getLong("keyFrames")).isEqualTo(3);
        assertThat(recorded.getLong("size")).isEqualTo(40);
        assertThat(recorded.getString("failure")).isNull();
        assertThat(recorded.getDuration()).isPositive();
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(e -> e.getEventType().getName().equals("dev.moviemaker." + name))
                .toList();
    }
}
