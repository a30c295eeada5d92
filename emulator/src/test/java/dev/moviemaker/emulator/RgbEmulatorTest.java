// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.client.Client;
import dev.moviemaker.emulator.client.ClientRecording;
import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Hooks.Place;
import dev.moviemaker.emulator.client.Settings;
import dev.moviemaker.emulator.client.Vk;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.vulkan.raw.VkVideoSessionCreateInfoKHR;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * VK_VALVE_video_encode_rgb_conversion: R'G'B' pictures, which the driver converts; through validation layers that know
 * the extension ({@code testbed/enter --suite forky}). Those of Debian 13 are older and call its structures unknown.
 */
class RgbEmulatorTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 192;
    private static final int FINE = 20;
    private static final int FRAMES = 6;
    /** Patch number of the headers 1.4 that brought the extension. */
    private static final int EXTENSION_SINCE = 327;

    @TempDir
    Path folder = Path.of("unset");

    static Stream<Arguments> formats() {
        return Profiles.NAMES.stream()
                .filter(name -> Profiles.named(name).rgbConversion().offered())
                .flatMap(name -> Stream.of(
                        Arguments.of(name, 8, Vulkan.VK_FORMAT_B8G8R8A8_UNORM()),
                        Arguments.of(name, 8, Vulkan.VK_FORMAT_R8G8B8A8_UNORM()),
                        Arguments.of(name, 10, Vulkan.VK_FORMAT_A2B10G10R10_UNORM_PACK32()),
                        Arguments.of(name, 10, Vulkan.VK_FORMAT_A2R10G10B10_UNORM_PACK32())));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void encodesRgb(String profile, int bitDepth, int format) {
        Testbed.needsDecoders();
        EmulatedDriver driver = EmulatedDriver.over(Testbed.needsVulkan(), Testbed.profile(profile));
        List<byte[]> coded = new ArrayList<>();
        driver.onReconstruction(coded::add);
        ClientRecording recording = record(
                driver,
                way(),
                Settings.of(WIDTH, HEIGHT, FRAMES)
                        .bitDepth(bitDepth)
                        .qIndex(FINE)
                        .rgb(format),
                Hooks.none());
        assertThat(driver.report()).isEmpty();
        assertThat(driver.liveObjects()).isEmpty();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        recording.shownAsCoded().forEach(number -> expected.writeBytes(coded.get(number)));
        assertThat(Testbed.decode("dav1d", recording.stream(), folder)).isEqualTo(expected.toByteArray());
        assertThat(Testbed.decode("aomdec", recording.stream(), folder)).isEqualTo(expected.toByteArray());
        checkBars(expected.toByteArray(), bitDepth);
    }

    private static Vk.Way way() {
        if (Testbed.layersKnow(EXTENSION_SINCE)) {
            return Vk.Way.VALIDATED;
        }
        System.out.println(
                "without validation layers: those here are older than the extension; testbed/enter --suite forky has "
                        + "newer ones");
        return Vk.Way.LOADER;
    }

    /** The middle of each bar in the first frame against BT.709 of narrow range; the rest is quantisation. */
    private static void checkBars(byte[] frames, int bitDepth) {
        for (int bar = 0; bar < 8; bar++) {
            int x = bar * WIDTH / 8 + WIDTH / 16;
            int y = HEIGHT / 2;
            int grey = y * 255 / (HEIGHT + FRAMES);
            double ramp = grey / 255.0;
            double red = (bar & 1) * ramp;
            double green = (bar >> 1 & 1) * ramp;
            double blue = (bar >> 2) * ramp;
            double luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
            int chroma = WIDTH * HEIGHT + y / 2 * (WIDTH / 2) + x / 2;
            assertThat(sample(frames, y * WIDTH + x, bitDepth)).isCloseTo(16 + 219 * luma, near());
            assertThat(sample(frames, chroma, bitDepth)).isCloseTo(128 + 224 * (blue - luma) / 1.8556, near());
            assertThat(sample(frames, chroma + WIDTH * HEIGHT / 4, bitDepth))
                    .isCloseTo(128 + 224 * (red - luma) / 1.5748, near());
        }
    }

    private static org.assertj.core.data.Offset<Double> near() {
        return org.assertj.core.api.Assertions.within(6.0);
    }

    private static double sample(byte[] frames, int index, int bitDepth) {
        return bitDepth == 8
                ? Byte.toUnsignedInt(frames[index])
                : (Byte.toUnsignedInt(frames[2 * index]) + Byte.toUnsignedInt(frames[2 * index + 1]) * 256) / 4.0;
    }

    private static ClientRecording record(EmulatedDriver driver, Settings settings, Hooks hooks) {
        return record(driver, Vk.Way.LOADER, settings, hooks);
    }

    private static ClientRecording record(EmulatedDriver driver, Vk.Way way, Settings settings, Hooks hooks) {
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), way)) {
            ClientRecording recording;
            try (Client client = new Client(vk, settings, hooks)) {
                recording = new ClientRecording(client);
                recording.run();
            }
            assertThat(vk.messages()).as("validation messages").isEmpty();
            return recording;
        }
    }

    @Test
    void isRefusedWhereItIsNotOffered() {
        EmulatedDriver driver = EmulatedDriver.over(Testbed.needsVulkan(), Profiles.named("nvidia"));
        Settings settings = Settings.of(WIDTH, HEIGHT, 1).rgb(Vulkan.VK_FORMAT_B8G8R8A8_UNORM());
        assertThatThrownBy(() -> record(driver, settings, Hooks.none()))
                .hasMessage("vkGetPhysicalDeviceVideoCapabilitiesKHR returned "
                        + Vulkan.VK_ERROR_VIDEO_PROFILE_FORMAT_NOT_SUPPORTED_KHR());
    }

    @Test
    void wantsToBeToldHow() {
        EmulatedDriver driver = EmulatedDriver.over(Testbed.needsVulkan(), Profiles.named("maximal"));
        Settings settings = Settings.of(WIDTH, HEIGHT, 1).rgb(Vulkan.VK_FORMAT_B8G8R8A8_UNORM());
        Hooks silent = Hooks.none()
                .at(Place.SESSION, (_, info) -> VkVideoSessionCreateInfoKHR.pNext(info, MemorySegment.NULL));
        assertThatThrownBy(() -> record(driver, settings, silent)).hasMessageContaining("vkCreateVideoSessionKHR");
        assertThat(driver.violations()).anyMatch(violation -> violation.rule() == Rule.RGB_CONVERSION);
    }
}
