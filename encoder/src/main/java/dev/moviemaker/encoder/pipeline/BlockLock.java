// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock that a try block holds, for a thread that submits and one that completes, with a condition for each.
 * Reentrant. Unlike {@link ReentrantLock#lock()} and a {@link java.util.concurrent.locks.Condition}, which make a node
 * for each thread that waits, it allocates nothing: who finds it taken looks again and again, with longer and longer
 * pauses, and one thread at a time waits for a condition; unlike in a monitor, a virtual thread that waits gives up its
 * carrier. Who waits is woken after the lock is free, so that it need not wait for it once more.
 */
final class BlockLock implements AutoCloseable {
    private static final int SPINS = 200;
    private static final long FIRST_PAUSE_NANOS = 20_000;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Waiting submitter = new Waiting();
    private final Waiting completer = new Waiting();

    /** What one thread waits for; all calls need the lock. */
    final class Waiting {
        private @Nullable Thread thread;
        private boolean woken;

        private Waiting() {}

        /** Wakes who waits, as soon as the lock is released. */
        void wake() {
            woken = true;
        }

        /** Waits until woken. */
        void await() {
            await(0);
        }

        /**
         * Waits, without the lock, which must be held once; may also return for no reason, so that every caller looks
         * again. No interrupt ends a wait for good: it stays pending.
         *
         * @param nanos for how long at most; 0 for ever
         */
        void await(long nanos) {
            Thread current = Thread.currentThread();
            if (thread != null) {
                throw new IllegalStateException("a thread waits already");
            }
            thread = current;
            boolean interrupted = Thread.interrupted();
            close();
            if (nanos == 0) {
                LockSupport.park(BlockLock.this);
            } else {
                LockSupport.parkNanos(BlockLock.this, nanos);
            }
            interrupted |= Thread.interrupted();
            var _ = hold();
            thread = null;
            if (interrupted) {
                current.interrupt();
            }
        }

        private @Nullable Thread takeWoken() {
            boolean wakes = woken;
            woken = false;
            return wakes ? thread : null;
        }
    }

    /** What the thread that submits waits for. */
    Waiting submitter() {
        return submitter;
    }

    /** What the thread that completes waits for. */
    Waiting completer() {
        return completer;
    }

    /** Waits for the lock; the block that this is the resource of releases it. No interrupt ends that. */
    BlockLock hold() {
        // What the lock is held for is mostly shorter than going to sleep.
        for (int i = 0; i < SPINS; i++) {
            if (lock.tryLock()) {
                return this;
            }
            Thread.onSpinWait();
        }
        boolean interrupted = false;
        long pause = FIRST_PAUSE_NANOS;
        while (!lock.tryLock()) {
            // One that is pending would end every pause at once.
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(this, pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return this;
    }

    /** Releases it once. */
    @Override
    public void close() {
        boolean last = lock.getHoldCount() == 1;
        Thread one = last ? submitter.takeWoken() : null;
        Thread other = last ? completer.takeWoken() : null;
        lock.unlock();
        LockSupport.unpark(one);
        LockSupport.unpark(other);
    }
}
