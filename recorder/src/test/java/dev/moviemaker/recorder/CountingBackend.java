// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import dev.moviemaker.BackendDescription;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.MovieMakerBackend;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.RunningRecording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A backend of the user's own, as short as it gets. */
final class CountingBackend implements MovieMakerBackend {
    final List<String> calls = new ArrayList<>();
    int recordingsClosed;
    Optional<RuntimeException> failure = Optional.empty();

    @Override
    public BackendDescription description() {
        return BackendDescription.of("counting", "Counts", Map.of("count", "text/plain"));
    }

    @Override
    public void configure(EncoderSettings settings) {
        call("configure");
    }

    @Override
    public RunningRecording start(Path output) {
        call("start");
        return new Counted();
    }

    @Override
    public void close() {
        call("close");
    }

    private void call(String name) {
        calls.add(name);
        failure.ifPresent(e -> {
            throw e;
        });
    }

    private final class Counted implements RunningRecording {

        @Override
        public void record(Frame frame) {
            call("record");
        }

        @Override
        public void finish() {
            call("finish");
        }

        @Override
        public RecordingStatistics statistics() {
            return RecordingStatistics.none("counting");
        }

        @Override
        public void cancel() {
            call("cancel");
        }

        @Override
        public void close() {
            recordingsClosed++;
        }
    }
}
