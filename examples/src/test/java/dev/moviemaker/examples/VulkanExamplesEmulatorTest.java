// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.lwjgl.system.MemoryStack.stackPush;
import static org.lwjgl.vulkan.LUNARGDirectDriverLoading.VK_LUNARG_DIRECT_DRIVER_LOADING_EXTENSION_NAME;
import static org.lwjgl.vulkan.VK10.vkEnumerateInstanceExtensionProperties;

import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.media.Tools;
import dev.moviemaker.media.TwoDecoders;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.vulkan.VkExtensionProperties;

/** Runs the README's programs for GPUs on the emulated driver. */
class VulkanExamplesEmulatorTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void needsALoaderThatTakesDrivers() {
        assumeTrue(EmulatedDriver.lavapipe().isPresent(), "lavapipe (Debian: mesa-vulkan-drivers) is not installed");
        assumeTrue(
                instanceExtension(VK_LUNARG_DIRECT_DRIVER_LOADING_EXTENSION_NAME),
                "the Vulkan loader has no VK_LUNARG_direct_driver_loading: run in testbed/enter");
    }

    private static boolean instanceExtension(String name) {
        try (MemoryStack stack = stackPush()) {
            int[] count = {0};
            vkEnumerateInstanceExtensionProperties((String) null, count, null);
            VkExtensionProperties.Buffer all = VkExtensionProperties.malloc(count[0], stack);
            vkEnumerateInstanceExtensionProperties((String) null, count, all);
            return all.stream().anyMatch(e -> e.extensionNameString().equals(name));
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nvidia", "radv-rdna4"})
    void recordsWhatLwjglDraws(String profile) throws Exception {
        EmulatedDriver driver = EmulatedGpus.of(profile);
        Path movie = folder.resolve("movie.mp4");
        try (LwjglRenderer renderer =
                new LwjglRenderer(640, 360, driver.getInstanceProcAddr().address())) {
            RecordVulkanImages.record(renderer, movie, 20);
        }
        assertThat(driver.report()).isEmpty();
        assertThat(driver.liveObjects()).isEmpty();
        assertThat(Tools.probe(movie, "stream=codec_name,width,nb_read_packets"))
                .containsEntry("streams.stream.0.codec_name", "av1")
                .containsEntry("streams.stream.0.width", "640")
                .containsEntry("streams.stream.0.nb_read_packets", "20");
        TwoDecoders.check(movie, 20, 640, 360, 8);
    }

    /** The program itself fails if a packet does not come before the next frame. */
    @Test
    void streamsWithLowLatency() throws Exception {
        StreamWithLowLatency.main(new String[] {"emulated:radv-rdna4", "5"});
        assertThat(EmulatedGpus.of("radv-rdna4").report()).isEmpty();
    }
}
