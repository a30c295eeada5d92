// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.RecordingStatistics;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Shows progress from a thread of its own until closed, and notes when the first packet came. */
final class ProgressLine implements AutoCloseable {
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);
    private static final Duration DRAW_INTERVAL = Duration.ofMillis(200);

    /** Fine enough to tell when the first packet came. */
    private static final Duration WATCH_INTERVAL = Duration.ofMillis(10);

    private final Terminal terminal;
    private final boolean quiet;
    private final OptionalLong frames;
    private final Supplier<RecordingStatistics> statistics;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile double firstPacketSeconds = Double.NaN;
    private int drawnLength;

    ProgressLine(Terminal terminal, boolean quiet, OptionalLong frames, Supplier<RecordingStatistics> statistics) {
        this.terminal = terminal;
        this.quiet = quiet;
        this.frames = frames;
        this.statistics = statistics;
        thread = Thread.ofPlatform().daemon().name("av1-progress").start(this::run);
    }

    /** Seconds from the start of the process to the first packet, to within 20 ms; empty if none came yet. */
    OptionalDouble firstPacketSeconds() {
        return Double.isNaN(firstPacketSeconds) ? OptionalDouble.empty() : OptionalDouble.of(firstPacketSeconds);
    }

    private void run() {
        boolean draw = terminal.errInteractive();
        long interval = (draw ? DRAW_INTERVAL : LOG_INTERVAL).toNanos();
        long next = System.nanoTime() + interval;
        while (!stopped) {
            boolean waiting = Double.isNaN(firstPacketSeconds);
            if (!pause(waiting ? WATCH_INTERVAL : Duration.ofNanos(Math.min(interval, DRAW_INTERVAL.toNanos())))) {
                return;
            }
            RecordingStatistics now = statistics.get();
            if (waiting && now.framesEncoded() > 0) {
                firstPacketSeconds = ProcessAge.seconds();
            }
            if (!quiet && !stopped && System.nanoTime() >= next) {
                next += interval;
                show(now, draw);
            }
        }
    }

    private void show(RecordingStatistics now, boolean draw) {
        if (draw) {
            String line = Progress.bar(now, frames, terminal.columns(), terminal.unicode());
            terminal.err().print("\r" + line + " ".repeat(Math.max(0, drawnLength - line.length())));
            drawnLength = line.length();
        } else {
            terminal.err().println(Progress.line(now, frames));
        }
        terminal.err().flush();
    }

    private static boolean pause(Duration duration) {
        try {
            Thread.sleep(duration);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops the thread and wipes the bar, so that what follows starts on a clean line. */
    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        join(thread);
        if (drawnLength > 0) {
            terminal.err().print("\r" + " ".repeat(drawnLength) + "\r");
            terminal.err().flush();
            drawnLength = 0;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
