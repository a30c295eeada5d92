// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.EncodeFailedException;
import java.time.Duration;

/**
 * Tells whether a call into the codec, made by one thread, has not come back for too long. SVT-AV1 4.2 stops now and
 * then with all its threads waiting for each other, most often where several encoders run in one process.
 */
final class StallWatch {
    private static final long NO_CALL = 0;

    /**
     * The most that one look adds. Those who wait look every half second; if none could, the whole process stood still
     * (SIGSTOP, a debugger, a machine asleep), and so did SVT-AV1.
     */
    private static final long MOST_NANOS_A_LOOK = 2_000_000_000L;

    private final Duration patience;
    private volatile long begun = NO_CALL;
    private long watched = NO_CALL;
    private long lookedNanos;
    private long waitedNanos;

    /** Gives a call this long. */
    StallWatch(Duration patience) {
        this.patience = patience;
    }

    /** What to tell of a stall. */
    EncodeFailedException stall(int inside) {
        return new EncodeFailedException(
                "SVT-AV1 has stalled: no answer for %s, with %d frames inside".formatted(patience, inside));
    }

    /** A call begins, on the thread that makes all of them. */
    void enter() {
        long now = System.nanoTime();
        begun = now == NO_CALL ? 1 : now;
    }

    /** It has come back. */
    void leave() {
        begun = NO_CALL;
    }

    /** Whether the call that runs now has taken too long. From any thread, and often while somebody waits. */
    boolean stalled() {
        return stalled(System.nanoTime());
    }

    synchronized boolean stalled(long now) {
        long since = begun;
        if (since == NO_CALL) {
            return false;
        }
        if (since != watched) {
            watched = since;
            lookedNanos = since;
            waitedNanos = 0;
        }
        waitedNanos += Math.min(now - lookedNanos, MOST_NANOS_A_LOOK);
        lookedNanos = now;
        return waitedNanos > patience.toNanos();
    }
}
