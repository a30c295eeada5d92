// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.check;

import java.util.concurrent.atomic.LongAdder;

/** Where the time of encode commands goes, in nanoseconds, summed over all frames. */
public final class EncodeTimes {
    private final LongAdder frames = new LongAdder();
    private final LongAdder coder = new LongAdder();
    private final LongAdder total = new LongAdder();

    /** No frames yet. */
    public EncodeTimes() {}

    /** Adds one frame. */
    public void add(long coderNanos, long totalNanos) {
        frames.increment();
        coder.add(coderNanos);
        total.add(totalNanos);
    }

    /** Frames encoded. */
    public long frames() {
        return frames.sum();
    }

    /** Time in the picture coder. */
    public long coderNanos() {
        return coder.sum();
    }

    /** Time of encode commands on the worker, copies from and to the base driver included. */
    public long totalNanos() {
        return total.sum();
    }
}
