// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.queue;

import org.jspecify.annotations.Nullable;

/** Ending threads. */
final class Threads {
    private Threads() {}

    /** Interrupts a thread and waits until it has ended. */
    static void join(@Nullable Thread thread) {
        if (thread == null) {
            return;
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            thread.interrupt();
            try {
                thread.join(100);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
