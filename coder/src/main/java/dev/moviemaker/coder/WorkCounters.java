// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

/** How far several pieces of work have come: numbered counters that only grow, which others can wait for. */
final class WorkCounters {
    private final int[] done;
    private boolean failed;

    WorkCounters(int counters) {
        done = new int[counters];
    }

    /** One more step of this piece of work is done; what was written before is visible to who waits for it. */
    synchronized void advance(int counter) {
        done[counter]++;
        notifyAll();
    }

    /**
     * Waits until the given number of steps is done. An interrupt is kept for later: work that was begun is always
     * ended.
     */
    synchronized void await(int counter, int steps) {
        boolean interrupted = false;
        while (done[counter] < steps) {
            if (failed) {
                throw new IllegalStateException("another part of the frame failed");
            }
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing more will be done; waiting threads give up. */
    synchronized void fail() {
        failed = true;
        notifyAll();
    }
}
