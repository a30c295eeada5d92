// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.RecordingStatistics.Latency;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts times in buckets of at most 1/128 of their value, so that quantiles are right within 1 %. Recording allocates
 * nothing; one thread records, any thread reads.
 */
final class LatencyHistogram {
    private static final int PRECISION_BITS = 7;
    private static final int PER_OCTAVE = 1 << PRECISION_BITS;

    private final AtomicLongArray counts = new AtomicLongArray((Long.SIZE - PRECISION_BITS) * PER_OCTAVE);
    private final AtomicLong max = new AtomicLong();

    void record(long nanos) {
        long value = Math.max(0, nanos);
        int bucket = bucket(value);
        counts.lazySet(bucket, counts.get(bucket) + 1);
        if (value > max.get()) {
            max.set(value);
        }
    }

    Latency snapshot() {
        long[] copy = new long[counts.length()];
        long total = 0;
        for (int i = 0; i < copy.length; i++) {
            copy[i] = counts.get(i);
            total += copy[i];
        }
        long highest = max.get();
        return new Latency(
                quantile(copy, total, 50, highest),
                quantile(copy, total, 95, highest),
                quantile(copy, total, 99, highest),
                Duration.ofNanos(highest));
    }

    /** The smallest bucket end that at least {@code percent} of the values do not exceed. */
    private static Duration quantile(long[] counts, long total, int percent, long max) {
        long rank = Math.ceilDiv(total * percent, 100L);
        long seen = 0;
        for (int i = 0; i < counts.length && rank > 0; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Duration.ofNanos(Math.min(bucketEnd(i), max));
            }
        }
        return Duration.ZERO;
    }

    static int bucket(long value) {
        if (value < PER_OCTAVE) {
            return (int) value;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - PRECISION_BITS;
        return shift * PER_OCTAVE + (int) (value >>> shift);
    }

    static long bucketEnd(int bucket) {
        if (bucket < PER_OCTAVE) {
            return bucket;
        }
        int shift = bucket / PER_OCTAVE - 1;
        long first = (long) PER_OCTAVE + bucket % PER_OCTAVE;
        return ((first + 1) << shift) - 1;
    }
}
