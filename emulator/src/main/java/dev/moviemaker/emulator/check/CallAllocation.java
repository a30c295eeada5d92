// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.check;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Bytes of the Java heap that the driver's own calls allocate on the threads that make them, so that programs written
 * in Java can measure what is their own share. Off until it is started, for all drivers of the process.
 */
public final class CallAllocation {
    private static final ThreadLocal<long[]> BYTES = ThreadLocal.withInitial(() -> new long[1]);
    private static volatile boolean started;

    private CallAllocation() {}

    private static final class Bean {
        static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private Bean() {}
    }

    /** Counts from now on, on every thread. */
    public static void start() {
        started = true;
    }

    /** Returns what the driver's calls on this thread have allocated so far, in bytes. */
    public static long bytesOfThisThread() {
        return BYTES.get()[0];
    }

    /** A call begins; the result goes to {@link #end}. */
    public static long begin() {
        return started ? Bean.THREADS.getCurrentThreadAllocatedBytes() : -1;
    }

    /** The call ends. */
    public static void end(long begun) {
        if (begun >= 0) {
            BYTES.get()[0] += Bean.THREADS.getCurrentThreadAllocatedBytes() - begun;
        }
    }
}
