// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.RecordingStatistics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Figures for a program that records through the command: one JSON object a line, from a thread of its own until
 * closed.
 */
final class EventLines implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Thread thread;

    EventLines(PrintWriter out, Supplier<RecordingStatistics> statistics) {
        thread = Thread.ofPlatform().daemon().name("av1-events").unstarted(() -> run(out, statistics));
    }

    void start() {
        thread.start();
    }

    private static void run(PrintWriter out, Supplier<RecordingStatistics> statistics) {
        try {
            while (!Thread.interrupted()) {
                Thread.sleep(INTERVAL);
                write(out, "progress", figures(statistics.get()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes one line. */
    static void write(PrintWriter out, String event, Map<String, Object> figures) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event);
        line.putAll(figures);
        out.println(Json.line(line));
        out.flush();
    }

    private static Map<String, Object> figures(RecordingStatistics now) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("frames_submitted", now.framesSubmitted());
        figures.put("frames_encoded", now.framesEncoded());
        figures.put("frames_queued", now.framesQueued());
        figures.put("key_frames", now.keyFrames());
        figures.put("bytes", now.bytes());
        figures.put("avg_bitrate", now.averageBitrate());
        figures.put("fps", now.framesPerSecond());
        figures.put("realtime_factor", now.realtimeFactor());
        figures.put("movie_seconds", NumberText.seconds(now.movieTime()));
        figures.put("elapsed_seconds", NumberText.seconds(now.elapsedTime()));
        figures.put("backend", now.backend());
        figures.put("device", now.device());
        return figures;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
