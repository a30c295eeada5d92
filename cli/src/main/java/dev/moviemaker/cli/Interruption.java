// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C and SIGTERM while a movie is recorded: the machine's shutdown waits until the file is finished. The exit code
 * stays that of the signal (130, 143).
 */
final class Interruption implements AutoCloseable {
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean requested;

    /**
     * Begins to listen.
     *
     * @param stop ends the recording early; called by a thread of its own
     */
    Interruption(Terminal terminal, Runnable stop) {
        this(terminal, "interrupted, finishing the file", stop);
    }

    /**
     * Begins to listen.
     *
     * @param words what is told then
     * @param stop ends the recording early; called by a thread of its own
     */
    Interruption(Terminal terminal, String words, Runnable stop) {
        hook = Thread.ofPlatform().name("av1-interrupt").unstarted(() -> {
            requested = true;
            stop.run();
            terminal.err().println();
            terminal.err().println("av1: " + words);
            terminal.err().flush();
            await();
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the process end: to be called when the file and the report are written. */
    @Override
    public void close() {
        finished.countDown();
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The signal came this very moment: the hook runs, finds the file finished and lets go.
                requested = true;
            }
        }
    }
}
