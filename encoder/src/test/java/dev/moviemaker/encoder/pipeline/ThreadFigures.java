package dev.moviemaker.encoder.pipeline;

/** What the current thread has used. By reflection: the module does not read jdk.management, and need not for a test. */
final class ThreadFigures {
    private ThreadFigures() {}

    static long allocatedBytes() {
        return figure("getCurrentThreadAllocatedBytes");
    }

    static long cpuNanos() {
        return figure("getCurrentThreadCpuTime");
    }

    private static long figure(String method) {
        try {
            Object threads = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            return (long) Class.forName("com.sun.management.ThreadMXBean")
                    .getMethod(method)
                    .invoke(threads);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("java.lang.management is there and has " + method, e);
        }
    }
}
