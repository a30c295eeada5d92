// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.spi.VideoEncoder;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A codec that never comes back ends the recording with an error; nobody waits for ever. */
@Timeout(60)
class StallTest {
    private static final int SIDE = 64;

    private final StallWatch watch = new StallWatch(Duration.ofMillis(50));
    private final CountDownLatch over = new CountDownLatch(1);

    /** With the first packet the codec's thread enters a call that takes until {@link #over}. */
    private VideoEncoder open(int maxQueuedFrames) {
        EncoderSettings settings = EncoderSettings.builder()
                .width(SIDE)
                .height(SIDE)
                .keyframeInterval(1)
                .maxQueuedFrames(maxQueuedFrames)
                .build();
        return SvtAv1Provider.open(
                settings,
                SvtPlan.of(settings),
                packet -> {
                    watch.enter();
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    watch.leave();
                },
                watch,
                new FrameTimes());
    }

    private static Frame frame(Arena arena) {
        MemorySegment pixels = arena.allocate(PixelFormat.NV12.frameBytes(SIDE, SIDE));
        return Frame.of(PixelFormat.NV12, SIDE, SIDE, pixels);
    }

    @Test
    void flushEndsWithAnError() {
        try (Arena arena = Arena.ofConfined()) {
            VideoEncoder encoder = open(16);
            encoder.submit(frame(arena), 0, 1);
            assertThatThrownBy(encoder::finish)
                    .isInstanceOf(EncodeFailedException.class)
                    .hasMessageContaining("SVT-AV1 has stalled: no answer for PT0.05S, with 1 frames inside");
            encoder.close();
        } finally {
            over.countDown();
        }
    }

    @Test
    void aSubmitThatWaitsForRoomEndsWithAnError() {
        try (Arena arena = Arena.ofConfined()) {
            VideoEncoder encoder = open(1);
            Frame frame = frame(arena);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            encoder.submit(frame, i, 1);
                        }
                    })
                    .isInstanceOf(EncodeFailedException.class)
                    .hasMessageContaining("SVT-AV1 has stalled");
            encoder.close();
        } finally {
            over.countDown();
        }
    }

    /** A minute in which the process stood still (SIGSTOP, a debugger) is not one in which SVT-AV1 did not answer. */
    @Test
    void timeInWhichNobodyLookedIsNoStall() {
        StallWatch patient = new StallWatch(Duration.ofSeconds(15));
        patient.enter();
        long now = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        assertThat(patient.stalled(now)).isFalse();
        for (int look = 0; look < 20; look++) {
            now += Duration.ofMillis(500).toNanos();
            assertThat(patient.stalled(now)).as("look %d", look).isFalse();
        }
        for (int look = 0; look < 10; look++) {
            now += Duration.ofMillis(500).toNanos();
            boolean ignored = patient.stalled(now);
        }
        assertThat(patient.stalled(now)).isTrue();
        patient.leave();
        patient.enter();
        assertThat(patient.stalled(System.nanoTime())).as("the next call").isFalse();
    }

    @Test
    void onlyACallThatRunsCanStall() throws InterruptedException {
        StallWatch impatient = new StallWatch(Duration.ZERO);
        assertThat(impatient.stalled()).isFalse();
        impatient.enter();
        Thread.sleep(1);
        assertThat(impatient.stalled()).isTrue();
        impatient.leave();
        assertThat(impatient.stalled()).isFalse();
    }
}
