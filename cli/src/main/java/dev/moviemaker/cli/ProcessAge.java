// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** How long this process has been running, its virtual machine's start included. */
final class ProcessAge {
    /** Units of a process's start time in /proc: USER_HZ, which Linux shows programs as 100 whatever it counts in. */
    private static final double TICKS_PER_SECOND = 100;

    private ProcessAge() {}

    /**
     * Seconds, to within 10 ms on Linux; elsewhere as exact as the system's process table, which may be off by a
     * second.
     */
    static double seconds() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String uptime = Files.readString(Path.of("/proc/uptime"));
            return fromProc(stat, uptime);
        } catch (IOException e) {
            Instant now = Instant.now();
            Instant start = ProcessHandle.current().info().startInstant().orElse(now);
            return Duration.between(start, now).toNanos() / 1e9;
        }
    }

    /**
     * Both count from the system's start; the process table's dates would be off by the fraction of a second that its
     * start was at.
     */
    static double fromProc(String stat, String uptime) {
        // The second field is the program's name in brackets and may hold spaces; the start time is the 22nd.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double start = Long.parseLong(fields[22 - 3]) / TICKS_PER_SECOND;
        return Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) - start;
    }
}
