// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.RecordingStatistics.Latency;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    @Test
    void everyBucketEndsWhereTheNextBegins() {
        int last = LatencyHistogram.bucket(Long.MAX_VALUE);
        for (int bucket = 0; bucket < last; bucket++) {
            long end = LatencyHistogram.bucketEnd(bucket);
            assertThat(LatencyHistogram.bucket(end)).as("end of %d", bucket).isEqualTo(bucket);
            assertThat(LatencyHistogram.bucket(end + 1)).as("after %d", bucket).isEqualTo(bucket + 1);
        }
        assertThat(LatencyHistogram.bucketEnd(last)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void quantilesAreWithinOnePercent() {
        long seed = 7;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int run = 0; run < 50; run++) {
            LatencyHistogram histogram = new LatencyHistogram();
            long[] values = new long[1 + random.nextInt(3000)];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextLong(1L << random.nextInt(1, 45));
                histogram.record(values[i]);
            }
            Arrays.sort(values);
            Latency latency = histogram.snapshot();
            near(latency.p50(), values, 50);
            near(latency.p95(), values, 95);
            near(latency.p99(), values, 99);
            assertThat(latency.max()).isEqualTo(Duration.ofNanos(values[values.length - 1]));
        }
    }

    private static void near(Duration quantile, long[] sorted, int percent) {
        long exact = sorted[(int) Math.ceilDiv((long) sorted.length * percent, 100L) - 1];
        assertThat(quantile.toNanos())
                .as("p%d of %d values, seed 7", percent, sorted.length)
                .isGreaterThanOrEqualTo(exact)
                .isCloseTo(exact, Percentage.withPercentage(1));
    }

    @Test
    void nothingRecordedIsZero() {
        assertThat(new LatencyHistogram().snapshot()).isEqualTo(Latency.NONE);
    }
}
