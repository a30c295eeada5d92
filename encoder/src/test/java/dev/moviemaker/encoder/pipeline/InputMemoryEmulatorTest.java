// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.spi.VideoEncoder;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How much of the device's memory frames take that wait. This profile keeps all its references in one image. */
class InputMemoryEmulatorTest {
    private static final int FRAMES = 40;
    private static final int DPB_IMAGES = 1;
    private static final int FIRST_SLOTS = 8;
    private static final int OUT_OF_DEVICE_MEMORY = -2;
    private static final EncoderSettings SETTINGS = EncoderSettings.builder()
            .width(320)
            .height(128)
            .rateControl(RateControlMode.CQP)
            .maxQueuedFrames(24)
            .enableRestoration(false)
            .build();

    private static EmulatedGpu gpu(Faults faults) {
        return new EmulatedGpu("radv-rdna3", faults, Duration.ofSeconds(60));
    }

    /** Records as fast as frames are taken; returns the images that there are at the end. */
    private static long images(EmulatedGpu gpu, Movie movie) {
        long images;
        try (VideoEncoder encoder = gpu.provider().open(SETTINGS, movie)) {
            for (int i = 0; i < FRAMES; i++) {
                encoder.submit(Movie.frame(PixelFormat.NV12, SETTINGS.width(), SETTINGS.height(), i), i, 1);
            }
            encoder.finish();
            images = Objects.requireNonNull(gpu.driver().liveObjects().get("Image"));
        }
        gpu.assertClean();
        assertThat(movie.times())
                .containsExactlyElementsOf(LongStream.range(0, FRAMES).boxed().toList());
        Decoders.assertShowsInOrder(movie.stream(), SETTINGS, FRAMES);
        return images;
    }

    @Test
    void aLongQueueThatNeverFillsTakesNoMoreThanAShortOne() {
        EmulatedGpu gpu = gpu(Faults.none());
        AtomicInteger packets = new AtomicInteger();
        try (VideoEncoder encoder = gpu.provider()
                .open(SETTINGS.toBuilder().maxQueuedFrames(256).build(), packet -> packets.incrementAndGet())) {
            for (int i = 0; i < FRAMES; i++) {
                while (i - packets.get() >= 4) {
                    Thread.onSpinWait();
                }
                encoder.submit(Movie.frame(PixelFormat.NV12, SETTINGS.width(), SETTINGS.height(), i), i, 1);
            }
            assertThat(gpu.driver().liveObjects()).containsEntry("Image", (long) DPB_IMAGES + FIRST_SLOTS);
            encoder.finish();
        }
        gpu.assertClean();
    }

    @Test
    void framesThatWaitGetTheirMemoryWhenTheyCome() {
        EmulatedGpu gpu = gpu(Faults.none().slowEncode(Duration.ofMillis(30)));
        assertThat(images(gpu, new Movie())).isBetween(DPB_IMAGES + FIRST_SLOTS + 1L, DPB_IMAGES + 24L);
    }

    @Test
    void whereMemoryEndsFramesWaitForThoseBeforeThem() {
        Faults faults = Faults.none().slowEncode(Duration.ofMillis(30));
        faults.fail("vkCreateImage", DPB_IMAGES + FIRST_SLOTS + 3, OUT_OF_DEVICE_MEMORY);
        Movie movie = new Movie();
        assertThat(images(gpu(faults), movie)).isEqualTo(DPB_IMAGES + FIRST_SLOTS + 2);
        assertThat(movie.keyTimes()).as("nothing was coded again").containsExactly(0L, 30L);
    }
}
