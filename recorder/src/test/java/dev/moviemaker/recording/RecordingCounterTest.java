// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.Rational;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecordingCounterTest {
    private final RecordingCounter counter = new RecordingCounter("test", Rational.of(1));

    private void submit(int frames) {
        for (int i = 0; i < frames; i++) {
            counter.submitting();
        }
    }

    private void packets(int count) {
        for (int i = 0; i < count; i++) {
            counter.packet(EncodedFrame.of(MemorySegment.ofArray(new byte[1]), i, i, 1, Rational.of(1), false));
        }
    }

    /** Chunks on many cores hold thousands of frames. */
    @Test
    void remembersWhenEveryFrameWasHandedOverHoweverManyAreInside() throws InterruptedException {
        submit(100);
        packets(100);
        assertThat(counter.snapshot().latency().max()).isLessThan(Duration.ofSeconds(2));
        submit(1);
        Thread.sleep(2000);
        submit(20_000);
        packets(1);
        assertThat(counter.snapshot().latency().max()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        packets(20_000);
        assertThat(counter.snapshot().latency().p50()).isLessThan(Duration.ofSeconds(2));
        assertThat(counter.snapshot().framesQueued()).isZero();
    }
}
