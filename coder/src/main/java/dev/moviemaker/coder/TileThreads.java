// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The threads that code tiles. Work is handed out as numbered jobs; nothing depends on which thread takes which. */
final class TileThreads implements AutoCloseable {
    private static final int MAX_THREADS = 64;

    /** One numbered piece of work. */
    @FunctionalInterface
    interface Job {
        void run(int number);
    }

    private final int count;
    private final ExecutorService executor;

    TileThreads(int count) {
        if (count < 1 || count > MAX_THREADS) {
            throw new IllegalArgumentException("threadCount is " + count + ", allowed are 1 to " + MAX_THREADS);
        }
        this.count = count;
        executor = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "av1-tile");
            thread.setDaemon(true);
            return thread;
        });
    }

    int count() {
        return count;
    }

    /** Runs jobs 0 to {@code jobs - 1} and waits for all of them. */
    void runAll(int jobs, Job job) {
        if (jobs == 1 || count == 1) {
            for (int i = 0; i < jobs; i++) {
                job.run(i);
            }
            return;
        }
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            int number = i;
            running.add(executor.submit(() -> job.run(number)));
        }
        waitFor(running);
    }

    private static void waitFor(List<Future<?>> running) {
        boolean interrupted = false;
        for (Future<?> future : running) {
            boolean done = false;
            while (!done) {
                try {
                    future.get();
                    done = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("coding a tile failed", e.getCause());
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
