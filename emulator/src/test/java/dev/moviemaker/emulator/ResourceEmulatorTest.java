package dev.moviemaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.emulator.client.Client;
import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Hooks.Place;
import dev.moviemaker.emulator.client.Recording;
import dev.moviemaker.emulator.client.Settings;
import dev.moviemaker.emulator.client.Vk;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.vulkan.raw.VkBufferCreateInfo;
import dev.moviemaker.vulkan.raw.VkBufferUsageFlags2CreateInfo;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** Images and buffers made in ways that programs may, but seldom do. */
class ResourceEmulatorTest {
    private final Arena arena = Arena.ofAuto();

    private static EmulatedDriver driver() {
        return EmulatedDriver.over(Testbed.needsVulkan(), Profiles.named("maximal"));
    }

    private static void records(EmulatedDriver driver, Hooks hooks) {
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER);
                Client client = new Client(vk, Settings.of(320, 192, 4), hooks)) {
            Recording recording = new Recording(client);
            recording.run();
            assertThat(recording.statuses()).containsOnly(1);
        }
        assertThat(driver.report()).isEmpty();
        assertThat(driver.liveObjects()).isEmpty();
    }

    @Test
    void usagesOfMaintenance5Count() {
        records(driver(), Hooks.none().at(Place.BITSTREAM_BUFFER, (_, info) -> {
            MemorySegment wide = VkBufferUsageFlags2CreateInfo.allocate(arena);
            VkBufferUsageFlags2CreateInfo.sType(wide, Vulkan.VK_STRUCTURE_TYPE_BUFFER_USAGE_FLAGS_2_CREATE_INFO());
            VkBufferUsageFlags2CreateInfo.usage(wide, VkBufferCreateInfo.usage(info));
            VkBufferUsageFlags2CreateInfo.pNext(wide, VkBufferCreateInfo.pNext(info));
            VkBufferCreateInfo.pNext(info, wide);
            VkBufferCreateInfo.usage(info, 0);
        }));
    }
}
