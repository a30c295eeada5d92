// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.encoder.vk.VulkanLoader;
import dev.moviemaker.spi.ImageSharing;
import dev.moviemaker.spi.VideoEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Images for other graphics APIs, under the validation layers; that OpenGL draws into them, the examples show. */
class SharedImagesEmulatorTest {
    private static final int RGBA8 = 37;
    private static final int GENERAL = 1;
    private static final int EXTERNAL = -2;
    private static final int FRAMES = 6;
    private static final EncoderSettings SETTINGS = EncoderSettings.builder()
            .width(320)
            .height(128)
            .rateControl(RateControlMode.CQP)
            .keyframeInterval(4)
            .build();

    static List<String> profiles() {
        return EmulatedGpu.PROFILES;
    }

    private static ImageSharing share(EmulatedGpu gpu, int format, int width) {
        VulkanSource source = new VulkanSource(VulkanLoader::load, gpu.request());
        return new HardwareEncoderProvider(source, Duration.ofSeconds(60), false)
                .share(SETTINGS, new ImageSharing.Request(format, width, 128, 2, false));
    }

    private static VulkanFrame frame(ImageSharing images, int index) {
        return new VulkanFrame(images.image(index), RGBA8, GENERAL, EXTERNAL, 320, 128, List.of(), List.of());
    }

    /** Nothing draws: what counts is that images go round between the two sides as Vulkan wants it. */
    @ParameterizedTest
    @MethodSource("profiles")
    void imagesGoRoundAndNothingIsLeft(String profile) {
        EmulatedGpu gpu = new EmulatedGpu(profile);
        Movie movie = new Movie();
        try (ImageSharing images = share(gpu, RGBA8, 320);
                VideoEncoder encoder = new AdoptedEncoderProvider(
                                images.device(), Duration.ofSeconds(60), Optional.empty())
                        .open(SETTINGS, movie)) {
            images.give(0);
            images.give(1);
            for (int i = 0; i < FRAMES; i++) {
                images.awaitFree(i % 2);
                encoder.submit(frame(images, i % 2), i, 1);
                images.give(i % 2);
            }
            encoder.finish();
            assertThat(images.memoryBytes(0)).isGreaterThanOrEqualTo(4L * 320 * 128);
            assertThat(images.deviceUuid()).hasSize(16);
            assertThat(images.driverUuid()).hasSize(16);
        }
        assertThat(movie.problems()).isEmpty();
        assertThat(movie.times()).hasSize(FRAMES);
        Decoders.assertShows(movie.stream(), SETTINGS, FRAMES);
        gpu.assertClean();
    }

    @Test
    void whatADeviceCannotShareIsRefusedAndNothingIsLeft() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        assertThatThrownBy(() -> share(gpu, RGBA8, 1 << 20))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("exports images of at most")
                .hasMessageContaining("not of 1048576x128");
        // VK_FORMAT_G8_B8R8_2PLANE_420_UNORM is nothing to draw into.
        assertThatThrownBy(() -> share(gpu, 1000156003, 320))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("exports no images of VkFormat 1000156003");
        gpu.assertClean();
    }
}
