// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one input may cost: a second of processor time and 64 MB. Time by the clock would depend on what else the
 * machine does.
 */
final class Limits {
    /** Nanoseconds of this thread's processor time. */
    private static final long MOST_NANOS = Duration.ofSeconds(1).toNanos();

    /** Bytes of the heap, allocated in all: what a parser holds at once is at most that. */
    private static final long MOST_BYTES = 64L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Limits() {}

    /** What a target does with its input. */
    interface Body {
        /** Throws what is not documented. */
        void run() throws Exception;
    }

    /** Runs it, and once more if it was over a limit: the first run of some code loads and compiles classes. */
    static void run(Body body) {
        String over = measured(body);
        if (over != null) {
            over = measured(body);
        }
        if (over != null) {
            throw new AssertionError(over);
        }
    }

    private static @Nullable String measured(Body body) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        try {
            body.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("not documented: " + e, e);
        }
        nanos = THREADS.getCurrentThreadCpuTime() - nanos;
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        if (nanos > MOST_NANOS) {
            return "an input took %d ms of processor time".formatted(nanos / 1_000_000);
        }
        return bytes > MOST_BYTES ? "an input took %d bytes of the heap".formatted(bytes) : null;
    }

    /** Fails if a rule does not hold; what it says is only asked for then. */
    static void require(boolean holds, Supplier<String> rule) {
        if (!holds) {
            throw new AssertionError(rule.get());
        }
    }

    /** Fails if a rule does not hold. */
    static void require(boolean holds, String rule) {
        if (!holds) {
            throw new AssertionError(rule);
        }
    }
}
