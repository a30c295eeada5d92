// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.spi.VideoEncoder;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Threads that wait for the emulated GPU: interrupts change nothing, and a caller that must not wait is told whether it
 * would have to.
 */
@Timeout(120)
class WaitingEmulatorTest {
    private static final int FRAMES = 12;
    private static final EncoderSettings SETTINGS = EncoderSettings.builder()
            .width(320)
            .height(128)
            .rateControl(RateControlMode.CQP)
            .enableRestoration(false)
            .maxQueuedFrames(2)
            .build();

    @AfterEach
    void clear() {
        boolean ignored = Thread.interrupted();
    }

    private static void submit(VideoEncoder encoder, int number) {
        encoder.submit(Movie.frame(PixelFormat.NV12, SETTINGS.width(), SETTINGS.height(), number), number, 1);
    }

    @Test
    void anInterruptedThreadRecordsAndFinishesEverything() {
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4");
        Movie movie = new Movie();
        try (VideoEncoder encoder = gpu.provider().open(SETTINGS, movie)) {
            for (int i = 0; i < FRAMES; i++) {
                Thread.currentThread().interrupt();
                submit(encoder, i);
                assertThat(Thread.currentThread().isInterrupted())
                        .as("after frame %d", i)
                        .isTrue();
            }
            encoder.finish();
        }
        assertThat(Thread.interrupted()).as("the flag stays").isTrue();
        assertThat(movie.problems()).isEmpty();
        assertThat(movie.times())
                .containsExactlyElementsOf(LongStream.range(0, FRAMES).boxed().toList());
        gpu.assertClean();
        Decoders.assertShows(movie.stream(), SETTINGS, FRAMES);
    }

    @Test
    void roomIsToldWithoutWaitingAndWaitedForWithALimit() {
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4");
        Movie movie = new Movie();
        CountDownLatch held = new CountDownLatch(1);
        PacketSink slow = packet -> {
            awaitUninterruptibly(held);
            movie.accept(packet);
        };
        int taken = 0;
        try (VideoEncoder encoder = gpu.provider().open(SETTINGS, slow)) {
            while (taken < FRAMES && encoder.awaitRoom(0)) {
                submit(encoder, taken++);
            }
            assertThat(taken).as("frames taken while no packet is accepted").isBetween(1, FRAMES - 1);
            long start = System.nanoTime();
            assertThat(encoder.awaitRoom(Duration.ofMillis(50).toNanos())).isFalse();
            assertThat(System.nanoTime() - start)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(50).toNanos());
            held.countDown();
            while (taken < FRAMES) {
                assertThat(encoder.awaitRoom(Duration.ofSeconds(60).toNanos())).isTrue();
                submit(encoder, taken++);
            }
            encoder.finish();
        } finally {
            held.countDown();
        }
        assertThat(movie.times())
                .containsExactlyElementsOf(LongStream.range(0, FRAMES).boxed().toList());
        gpu.assertClean();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
