// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many chunks may be open: so many encoders work at once, and no chunk is begun that lies too far behind the first
 * unfinished one, whose packets all later ones wait for in memory. Thread-safe.
 */
final class ChunkRoom {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int encoders;
    private final int window;
    private int opened;
    private int freed;
    private int passed;

    /**
     * Room for all.
     *
     * @param encoders at work at once
     */
    ChunkRoom(int encoders) {
        this.encoders = encoders;
        window = window(encoders);
    }

    /**
     * Chunks from the first unfinished one on that may have been begun. With no more than there are encoders, those of
     * easy chunks would idle until a hard one is over: by simulation of lengths that deviate by 30 %, 16 encoders then
     * work 74 % of the time, with half as many chunks more 96 %.
     */
    static int window(int encoders) {
        return encoders + Math.max(1, encoders / 2);
    }

    private boolean free() {
        return opened - freed < encoders && opened - passed < window;
    }

    /** Waits until another may be opened; tells whether that came in time. An interrupt stays pending. */
    boolean await(long nanos) {
        long deadline = System.nanoTime() + nanos;
        boolean interrupted = false;
        lock.lock();
        try {
            long left = nanos;
            while (!free() && left > 0) {
                try {
                    left = changed.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                    left = deadline - System.nanoTime();
                }
            }
            return free();
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One was opened. */
    void opened() {
        lock.lock();
        try {
            opened++;
        } finally {
            lock.unlock();
        }
    }

    /** The encoder of one has ended, whether well or not. */
    void freed() {
        lock.lock();
        try {
            freed++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All packets of the first unfinished one have gone to the sink. */
    void passed() {
        lock.lock();
        try {
            passed++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
