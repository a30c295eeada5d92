// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import dev.moviemaker.Output;
import dev.moviemaker.RecordingListener;
import dev.moviemaker.RunningRecording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The listeners of a movie maker, each with a thread for a recording. Thread-safe; waits in {@link #await} only. */
final class Listeners {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    private record Added(RecordingListener listener, Duration interval) {}

    private record Running(Output output, RunningRecording recording) {}

    private final List<Added> added = new ArrayList<>();
    private final List<ListenerThread> threads = new ArrayList<>();
    private @Nullable Running running;

    /** Also tells it of the recording that runs; one that is told of it already is told at the new interval. */
    synchronized void add(RecordingListener listener, Duration interval) {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "interval: %s given, %s to %s allowed".formatted(interval, SHORTEST, LONGEST));
        }
        remove(listener);
        Added entry = new Added(listener, interval);
        added.add(entry);
        if (running != null) {
            start(entry, running);
        }
    }

    /** It is still told of what has been recorded, and how the recording ends. */
    synchronized void remove(RecordingListener listener) {
        added.removeIf(entry -> entry.listener().equals(listener));
    }

    synchronized void started(Output output, RunningRecording recording) {
        Running now = new Running(output, recording);
        running = now;
        added.forEach(entry -> start(entry, now));
    }

    private void start(Added entry, Running now) {
        ListenerThread before = null;
        for (ListenerThread thread : threads) {
            if (thread.listener().equals(entry.listener())) {
                before = thread;
            }
        }
        if (before != null && before.recording().equals(now.recording())) {
            before.lookEvery(entry.interval());
            return;
        }
        threads.remove(before);
        threads.add(ListenerThread.start(entry.listener(), entry.interval(), now.output(), now.recording(), before));
    }

    /** The recording is over; called again, nothing happens. */
    synchronized void ended(ListenerThread.Ending how) {
        running = null;
        threads.forEach(thread -> thread.ended(how));
    }

    /** Waits until all were told everything. */
    void await(Duration patience) {
        List<ListenerThread> all;
        synchronized (this) {
            all = List.copyOf(threads);
        }
        all.forEach(thread -> thread.await(patience));
    }
}
