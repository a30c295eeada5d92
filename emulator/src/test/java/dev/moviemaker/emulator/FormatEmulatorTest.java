// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.emulator.client.Client;
import dev.moviemaker.emulator.client.ClientRecording;
import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Settings;
import dev.moviemaker.emulator.client.Vk;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a base driver without NV12 images there is no encoding of 8 bit, instead of pictures of noise. */
class FormatEmulatorTest {
    private static final Settings PLAIN = Settings.of(320, 192, 2);

    @TempDir
    Path folder = Path.of("unset");

    private Path driverWithoutNv12() throws IOException, InterruptedException {
        Path lavapipe = Testbed.needsVulkan();
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "skipped: gcc is not installed; run in testbed/enter");
        Path library = folder.resolve("no_nv12.so");
        Process gcc = new ProcessBuilder(
                        "gcc",
                        "-shared",
                        "-fPIC",
                        "-DLIBRARY=\"" + lavapipe + "\"",
                        "src/test/c/no_nv12.c",
                        "-o",
                        library.toString())
                .inheritIO()
                .start();
        assertThat(gcc.waitFor()).isZero();
        return library;
    }

    @Test
    void aBitDepthWithoutImagesIsRefused() throws IOException, InterruptedException {
        EmulatedDriver driver = EmulatedDriver.over(driverWithoutNv12(), Profiles.named("maximal"));
        assertThatThrownBy(() -> records(driver, PLAIN))
                .hasMessage("vkGetPhysicalDeviceVideoCapabilitiesKHR returned "
                        + Vulkan.VK_ERROR_VIDEO_PROFILE_FORMAT_NOT_SUPPORTED_KHR());
        assertThat(driver.errors())
                .singleElement()
                .asString()
                .contains("no video profile of 8 bit: the base driver has no images of format NV12");
        driver.clearLog();
        records(driver, PLAIN.bitDepth(10));
        assertThat(driver.violations()).isEmpty();
    }

    private static void records(EmulatedDriver driver, Settings settings) {
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER);
                Client client = new Client(vk, settings, Hooks.none())) {
            ClientRecording recording = new ClientRecording(client);
            recording.run();
            assertThat(recording.statuses()).containsOnly(1);
        }
    }
}
