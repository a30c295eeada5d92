// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Shows from a thread of its own how the chunks go on, until closed. */
final class ChunkProgress implements AutoCloseable {
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);
    private static final Duration DRAW_INTERVAL = Duration.ofMillis(200);

    private final Terminal terminal;
    private final int chunks;
    private final long start = System.nanoTime();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicInteger finished = new AtomicInteger();
    private final Thread thread;

    ChunkProgress(Terminal terminal, boolean quiet, int chunks) {
        this.terminal = terminal;
        this.chunks = chunks;
        thread = Thread.ofPlatform().daemon().name("av1-progress").unstarted(this::run);
        if (!quiet) {
            thread.start();
        }
    }

    void frame() {
        frames.incrementAndGet();
    }

    void chunk() {
        finished.incrementAndGet();
    }

    Duration time() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void run() {
        boolean draw = terminal.errInteractive();
        try {
            while (true) {
                Thread.sleep(draw ? DRAW_INTERVAL : LOG_INTERVAL);
                terminal.err().print(draw ? "\r%-60s".formatted(line()) : line() + System.lineSeparator());
                terminal.err().flush();
            }
        } catch (InterruptedException e) {
            if (draw) {
                terminal.err().print("\r%-60s\r".formatted(""));
                terminal.err().flush();
            }
        }
    }

    private String line() {
        double seconds = NumberText.seconds(time());
        return "%d of %d chunks, %d frames, %s fps"
                .formatted(finished.get(), chunks, frames.get(), NumberText.fixed(frames.get() / seconds, 1));
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
