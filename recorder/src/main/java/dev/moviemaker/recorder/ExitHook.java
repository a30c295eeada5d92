// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finishes running recordings when the process ends by {@code System.exit}, SIGTERM, SIGINT or its last thread.
 * Thread-safe.
 *
 * <p>The hook exists while there are recordings, and keeps no reference to a movie maker that does not record.
 */
final class ExitHook {
    /** How long a call in progress may take before its recording is abandoned. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Set<BackendLifeCycle> RUNNING = new LinkedHashSet<>();
    private static boolean installed;

    private ExitHook() {}

    static void add(BackendLifeCycle recording) {
        synchronized (RUNNING) {
            if (recording.finishesAtExit()) {
                RUNNING.add(recording);
                install();
            }
        }
    }

    static void remove(BackendLifeCycle recording) {
        synchronized (RUNNING) {
            RUNNING.remove(recording);
        }
    }

    private static void install() {
        if (!installed) {
            try {
                Runtime.getRuntime()
                        .addShutdownHook(
                                Thread.ofPlatform().name("moviemaker-exit").unstarted(ExitHook::finishAll));
                installed = true;
            } catch (IllegalStateException e) {
                // The process ends already; what is recorded now stays under its temporary name.
                installed = false;
            }
        }
    }

    /** Finishes all that record now. */
    static void finishAll() {
        List<BackendLifeCycle> recordings;
        synchronized (RUNNING) {
            recordings = new ArrayList<>(RUNNING);
        }
        for (BackendLifeCycle recording : recordings) {
            try {
                recording.finishAtExit(PATIENCE);
            } catch (RuntimeException | Error e) {
                System.getLogger(MovieMaker.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "A recording could not be finished when the process ended",
                                e);
            }
        }
    }
}
