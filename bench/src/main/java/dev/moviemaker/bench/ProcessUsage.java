// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this process and those it started take of the machine, as Linux counts it in {@code /proc}. */
final class ProcessUsage implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 50;
    private static final double TICKS_PER_SECOND = 100;
    private static final int UTIME = 11;
    private static final int CUTIME = 13;
    private static final int CSTIME = 14;

    private final Thread sampler;
    private final double cpuBefore;
    private volatile long peak;
    private volatile boolean ended;

    /** Starts to count. */
    ProcessUsage() throws IOException {
        cpuBefore = cpuSeconds();
        sampler = Thread.ofPlatform().daemon().name("usage").start(this::sample);
    }

    private void sample() {
        while (!ended) {
            peak = Math.max(peak, residentKib());
            try {
                Thread.sleep(INTERVAL_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** The most memory that all processes held at once, in KiB. */
    long peakKib() {
        peak = Math.max(peak, residentKib());
        return peak;
    }

    /** Processor time since then, of this process and of the ended ones that it started. */
    double cpuSince() throws IOException {
        return cpuSeconds() - cpuBefore;
    }

    @Override
    public void close() {
        ended = true;
        sampler.interrupt();
    }

    private static double cpuSeconds() throws IOException {
        return ticks(UTIME) / TICKS_PER_SECOND;
    }

    /** Processor time of all ended processes that this one started, in seconds. */
    static double cpuOfEnded() throws IOException {
        return ticks(CUTIME) / TICKS_PER_SECOND;
    }

    private static long ticks(int first) throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        long ticks = 0;
        for (int i = first; i <= CSTIME; i++) {
            ticks += Long.parseLong(fields.get(i));
        }
        return ticks;
    }

    private static long residentKib() {
        try (Stream<ProcessHandle> others = ProcessHandle.current().descendants()) {
            return resident("self")
                    + others.mapToLong(p -> resident(Long.toString(p.pid()))).sum();
        }
    }

    /** Resident memory of one process in KiB; 0 if it is gone. */
    static long resident(String pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", pid, "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }
}
