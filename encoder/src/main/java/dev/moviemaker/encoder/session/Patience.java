// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

/**
 * How long somebody has waited for a device who looks again and again. A look adds a second at most: if one took
 * longer, the whole process stood still (SIGSTOP, a debugger, a machine asleep), and so perhaps did the device. Used by
 * one thread, over and over; allocates nothing.
 */
public final class Patience {
    private static final long MOST_NANOS_A_LOOK = 1_000_000_000L;

    private final long nanos;
    private long lookedNanos;
    private long waitedNanos;

    /** Waits for so long at most. */
    public Patience(long nanos) {
        this.nanos = nanos;
    }

    /**
     * Begins to wait.
     *
     * @param now as {@link System#nanoTime} has it
     */
    public void begin(long now) {
        lookedNanos = now;
        waitedNanos = 0;
    }

    /**
     * Looks at the time.
     *
     * @param now as {@link System#nanoTime} has it
     * @return whether it has been too long
     */
    public boolean isOver(long now) {
        waitedNanos += Math.min(now - lookedNanos, MOST_NANOS_A_LOOK);
        lookedNanos = now;
        return waitedNanos >= nanos;
    }
}
