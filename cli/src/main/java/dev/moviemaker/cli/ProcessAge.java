package dev.moviemaker.cli;

import java.time.Duration;
import java.time.Instant;

/** How long this process has been running, its virtual machine's start included. */
final class ProcessAge {
    private ProcessAge() {}

    /** Seconds, to within the 10 ms of the system's process table. */
    static double seconds() {
        Instant now = Instant.now();
        Instant start = ProcessHandle.current().info().startInstant().orElse(now);
        return Duration.between(start, now).toNanos() / 1e9;
    }
}
