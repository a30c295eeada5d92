// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static dev.moviemaker.encoder.pipeline.VulkanFrameEmulatorTest.FRAMES;
import static dev.moviemaker.encoder.pipeline.VulkanFrameEmulatorTest.HEIGHT;
import static dev.moviemaker.encoder.pipeline.VulkanFrameEmulatorTest.PATIENT;
import static dev.moviemaker.encoder.pipeline.VulkanFrameEmulatorTest.SETTINGS;
import static dev.moviemaker.encoder.pipeline.VulkanFrameEmulatorTest.WIDTH;
import static dev.moviemaker.encoder.pipeline.VulkanFrameEmulatorTest.layout;
import static dev.moviemaker.encoder.pipeline.VulkanFrameEmulatorTest.pixels;
import static dev.moviemaker.encoder.pipeline.VulkanFrameEmulatorTest.streamOfFramesInMemory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.VulkanSemaphore;
import dev.moviemaker.encoder.vk.TimelineSemaphore;
import dev.moviemaker.spi.VideoEncoder;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Images of a program's that are upside down. */
class FlippedFrameEmulatorTest {
    static Stream<String> profiles() {
        return EmulatedGpu.PROFILES.stream();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void everyProfileTurnsImagesThatAreUpsideDown(String profile) {
        for (Optional<PixelFormat> promised : List.of(Optional.<PixelFormat>empty(), Optional.of(PixelFormat.RGBA8))) {
            EmulatedGpu gpu = new EmulatedGpu(profile);
            try (Program program = new Program(gpu.request())) {
                EncoderSettingsBuilder settings = SETTINGS.toBuilder();
                promised.ifPresent(settings::inputFormat);
                byte[] upright = streamOfImages(program, settings.build(), false);
                assertThat(streamOfImages(program, settings.build(), true)).isEqualTo(upright);
                if (promised.isEmpty()) {
                    assertThat(upright).isEqualTo(streamOfFramesInMemory(program));
                }
            }
            gpu.assertClean();
        }
    }

    /** Draws every other picture upside down, or none, and records all as they are to be shown. */
    private static byte[] streamOfImages(Program program, EncoderSettings settings, boolean turning) {
        Movie movie = new Movie();
        try (TimelineSemaphore ready = new TimelineSemaphore(program.device());
                TimelineSemaphore read = new TimelineSemaphore(program.device());
                ProgramImage image = new ProgramImage(program, program.computeFamily(), WIDTH, HEIGHT);
                VideoEncoder encoder =
                        new AdoptedEncoderProvider(program.lent(), PATIENT, Optional.empty()).open(settings, movie)) {
            for (int i = 0; i < FRAMES; i++) {
                boolean turned = turning && i % 2 == 1;
                image.draw(
                        turned ? turned(pixels(i)) : pixels(i),
                        layout(i),
                        i > 0 ? List.of(VulkanSemaphore.timeline(read.handle(), i)) : List.of(),
                        List.of(VulkanSemaphore.timeline(ready.handle(), i + 1)));
                VulkanFrame frame = image.frame(
                        List.of(VulkanSemaphore.timeline(ready.handle(), i + 1)),
                        List.of(VulkanSemaphore.timeline(read.handle(), i + 1)));
                encoder.submit(turned ? frame.flipped() : frame, i, 1);
            }
            encoder.finish();
        }
        assertThat(movie.problems()).isEmpty();
        return movie.stream();
    }

    private static MemorySegment turned(MemorySegment pixels) {
        MemorySegment turned = MemorySegment.ofArray(new byte[4 * WIDTH * HEIGHT]);
        for (int row = 0; row < HEIGHT; row++) {
            MemorySegment.copy(pixels, 4L * WIDTH * row, turned, 4L * WIDTH * (HEIGHT - 1 - row), 4L * WIDTH);
        }
        return turned;
    }
}
