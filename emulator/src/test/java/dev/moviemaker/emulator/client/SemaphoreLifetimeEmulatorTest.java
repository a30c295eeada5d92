// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.emulator.Testbed;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

/**
 * Semaphores and fences that are destroyed as soon as the program may: when a fence says that all work that used them
 * is done.
 */
class SemaphoreLifetimeEmulatorTest {
    private static final int ROUNDS = 1500;
    private static final long TIMEOUT_NANOS = 20_000_000_000L;

    private final EmulatedDriver driver = EmulatedDriver.over(Testbed.needsVulkan(), Profiles.named("maximal"));

    @Test
    void timelineSemaphoresDieRightAfterTheirFence() {
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER);
                Client client = new Client(vk, Settings.of(128, 128, 1), Hooks.none())) {
            for (int round = 0; round < ROUNDS; round++) {
                try (Arena arena = Arena.ofConfined()) {
                    signalWaitAndDestroy(vk, client.gpu, arena);
                }
            }
        }
        assertThat(driver.report()).isEmpty();
        assertThat(driver.liveObjects()).isEmpty();
    }

    /** A chain as of three programs on one queue: signal 1; wait for 1, signal 2; wait for 2, with a fence. */
    private static void signalWaitAndDestroy(Vk vk, ClientGpu gpu, Arena arena) {
        long semaphore = semaphore(vk, gpu, arena);
        MemorySegment fenceInfo = VkFenceCreateInfo.allocate(arena);
        VkFenceCreateInfo.sType(fenceInfo, Vulkan.VK_STRUCTURE_TYPE_FENCE_CREATE_INFO());
        long fence = gpu.handle(
                "vkCreateFence",
                out -> PFN_vkCreateFence.invoke(vk.f("vkCreateFence"), gpu.device, fenceInfo, MemorySegment.NULL, out));
        MemorySegment submits = VkSubmitInfo2.allocateArray(3, arena);
        for (int i = 0; i < 3; i++) {
            MemorySegment submit = VkSubmitInfo2.asSlice(submits, i);
            VkSubmitInfo2.sType(submit, Vulkan.VK_STRUCTURE_TYPE_SUBMIT_INFO_2());
            if (i > 0) {
                VkSubmitInfo2.waitSemaphoreInfoCount(submit, 1);
                VkSubmitInfo2.pWaitSemaphoreInfos(submit, operation(arena, semaphore, i));
            }
            if (i < 2) {
                VkSubmitInfo2.signalSemaphoreInfoCount(submit, 1);
                VkSubmitInfo2.pSignalSemaphoreInfos(submit, operation(arena, semaphore, i + 1L));
            }
        }
        Vk.check("vkQueueSubmit2", PFN_vkQueueSubmit2.invoke(vk.f("vkQueueSubmit2"), gpu.queue, 3, submits, fence));
        MemorySegment fences = arena.allocateFrom(ValueLayout.JAVA_LONG, fence);
        Vk.check(
                "vkWaitForFences",
                PFN_vkWaitForFences.invoke(vk.f("vkWaitForFences"), gpu.device, 1, fences, 1, TIMEOUT_NANOS));
        PFN_vkDestroySemaphore.invoke(vk.f("vkDestroySemaphore"), gpu.device, semaphore, MemorySegment.NULL);
        PFN_vkDestroyFence.invoke(vk.f("vkDestroyFence"), gpu.device, fence, MemorySegment.NULL);
    }

    private static long semaphore(Vk vk, ClientGpu gpu, Arena arena) {
        MemorySegment type = VkSemaphoreTypeCreateInfo.allocate(arena);
        VkSemaphoreTypeCreateInfo.sType(type, Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO());
        VkSemaphoreTypeCreateInfo.semaphoreType(type, Vulkan.VK_SEMAPHORE_TYPE_TIMELINE());
        MemorySegment info = VkSemaphoreCreateInfo.allocate(arena);
        VkSemaphoreCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO());
        VkSemaphoreCreateInfo.pNext(info, type);
        return gpu.handle(
                "vkCreateSemaphore",
                out -> PFN_vkCreateSemaphore.invoke(
                        vk.f("vkCreateSemaphore"), gpu.device, info, MemorySegment.NULL, out));
    }

    private static MemorySegment operation(Arena arena, long semaphore, long value) {
        MemorySegment info = VkSemaphoreSubmitInfo.allocate(arena);
        VkSemaphoreSubmitInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO());
        VkSemaphoreSubmitInfo.semaphore(info, semaphore);
        VkSemaphoreSubmitInfo.value(info, value);
        VkSemaphoreSubmitInfo.stageMask(info, Vulkan.VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT());
        return info;
    }
}
