// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.emulator.Testbed;
import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.check.Violation;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Images, their views and memory that several threads make and destroy in any order that Vulkan allows: memory before
 * its image, an image before its views, null handles, after a lost device. The driver's books stay right: nothing is
 * live at the end, and what a program does leave is told by number.
 */
class ObjectOrderEmulatorTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 300;
    private static final int VIDEO = Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_SRC_BIT_KHR();
    private static final int SAMPLED = Vulkan.VK_IMAGE_USAGE_SAMPLED_BIT();

    private final EmulatedDriver driver = EmulatedDriver.over(Testbed.needsVulkan(), Profiles.named("maximal"));

    /** What makes and destroys objects: the client's device without the client's own order. */
    private record Maker(Vk vk, Client client) {
        MemorySegment device() {
            return client.gpu.device;
        }

        /** NV12 for video alone, whose views are the driver's own, or for shaders too, whose views are the base's. */
        long image(Arena arena, boolean shaders) {
            MemorySegment info = VkImageCreateInfo.allocate(arena);
            VkImageCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO());
            VkImageCreateInfo.pNext(info, Caps.profileList(arena, client.profile));
            VkImageCreateInfo.imageType(info, Vulkan.VK_IMAGE_TYPE_2D());
            VkImageCreateInfo.format(info, client.format);
            MemorySegment extent = VkImageCreateInfo.extent(info);
            VkExtent3D.width(extent, 64);
            VkExtent3D.height(extent, 64);
            VkExtent3D.depth(extent, 1);
            VkImageCreateInfo.mipLevels(info, 1);
            VkImageCreateInfo.arrayLayers(info, 2);
            VkImageCreateInfo.samples(info, 1);
            VkImageCreateInfo.usage(info, shaders ? VIDEO | SAMPLED : VIDEO);
            return client.gpu.handle(
                    "vkCreateImage",
                    out -> PFN_vkCreateImage.invoke(vk.f("vkCreateImage"), device(), info, MemorySegment.NULL, out));
        }

        long memory(Arena arena, long image) {
            MemorySegment needs = VkMemoryRequirements.allocate(arena);
            PFN_vkGetImageMemoryRequirements.invoke(vk.f("vkGetImageMemoryRequirements"), device(), image, needs);
            MemorySegment dedicated = VkMemoryDedicatedAllocateInfo.allocate(arena);
            VkMemoryDedicatedAllocateInfo.sType(dedicated, Vulkan.VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO());
            VkMemoryDedicatedAllocateInfo.image(dedicated, image);
            MemorySegment info = VkMemoryAllocateInfo.allocate(arena);
            VkMemoryAllocateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO());
            VkMemoryAllocateInfo.pNext(info, dedicated);
            VkMemoryAllocateInfo.allocationSize(info, VkMemoryRequirements.size(needs));
            VkMemoryAllocateInfo.memoryTypeIndex(
                    info, Integer.numberOfTrailingZeros(VkMemoryRequirements.memoryTypeBits(needs)));
            long memory = client.gpu.handle(
                    "vkAllocateMemory",
                    out -> PFN_vkAllocateMemory.invoke(
                            vk.f("vkAllocateMemory"), device(), info, MemorySegment.NULL, out));
            Vk.check(
                    "vkBindImageMemory",
                    PFN_vkBindImageMemory.invoke(vk.f("vkBindImageMemory"), device(), image, memory, 0));
            return memory;
        }

        long view(Arena arena, long image, int layer) {
            MemorySegment info = VkImageViewCreateInfo.allocate(arena);
            VkImageViewCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO());
            VkImageViewCreateInfo.image(info, image);
            VkImageViewCreateInfo.format(info, client.format);
            VkImageViewCreateInfo.viewType(info, Vulkan.VK_IMAGE_VIEW_TYPE_2D());
            ClientGpu.range(VkImageViewCreateInfo.subresourceRange(info), layer, 1);
            return client.gpu.handle(
                    "vkCreateImageView",
                    out -> PFN_vkCreateImageView.invoke(
                            vk.f("vkCreateImageView"), device(), info, MemorySegment.NULL, out));
        }

        /** An image with its memory and two views, and how to destroy each. */
        List<Runnable> make(Arena arena, boolean shaders) {
            long image = image(arena, shaders);
            long memory = memory(arena, image);
            List<Runnable> ends = new ArrayList<>();
            ends.add(() -> PFN_vkDestroyImage.invoke(vk.f("vkDestroyImage"), device(), image, MemorySegment.NULL));
            ends.add(() -> PFN_vkFreeMemory.invoke(vk.f("vkFreeMemory"), device(), memory, MemorySegment.NULL));
            for (int layer = 0; layer < 2; layer++) {
                long view = view(arena, image, layer);
                ends.add(() -> destroyView(view));
            }
            ends.add(() -> destroyView(0));
            return ends;
        }

        private void destroyView(long view) {
            PFN_vkDestroyImageView.invoke(vk.f("vkDestroyImageView"), device(), view, MemorySegment.NULL);
        }

        /** Many of them, some at once. */
        int work(long seed) {
            Random random = new Random(seed);
            List<Runnable> ends = new ArrayList<>();
            try (Arena arena = Arena.ofConfined()) {
                for (int round = 0; round < ROUNDS; round++) {
                    ends.addAll(make(arena, random.nextBoolean()));
                    if (random.nextInt(3) == 0) {
                        Collections.shuffle(ends, random);
                        List<Runnable> some = ends.subList(0, random.nextInt(ends.size() + 1));
                        some.forEach(Runnable::run);
                        some.clear();
                    }
                }
                Collections.shuffle(ends, random);
                ends.forEach(Runnable::run);
            }
            return ROUNDS;
        }
    }

    @Test
    void objectsDieInAnyOrderOnSeveralThreads() throws InterruptedException, ExecutionException {
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER);
                Client client = new Client(vk, Settings.of(128, 128, 1), Hooks.none());
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            Maker maker = new Maker(vk, client);
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                long seed = i;
                work.add(() -> maker.work(seed));
            }
            for (Future<Integer> done : threads.invokeAll(work)) {
                assertThat(done.get()).isEqualTo(ROUNDS);
            }
        }
        assertThat(driver.report()).isEmpty();
        assertThat(driver.liveObjects()).isEmpty();
    }

    @Test
    void aLostDevicesObjectsDieLikeOthers() {
        EmulatedDriver losing = EmulatedDriver.over(
                Testbed.needsVulkan(), Profiles.named("maximal"), Faults.none().deviceLostAtFrame(0));
        try (Vk vk = new Vk(losing.getInstanceProcAddr(), Vk.Way.LOADER);
                Client client = new Client(vk, Settings.of(128, 128, 1), Hooks.none());
                Arena arena = Arena.ofConfined()) {
            List<Runnable> ends = new Maker(vk, client).make(arena, true);
            try {
                new ClientRecording(client).run();
            } catch (Vk.VulkanFailure e) {
                assertThat(e.result()).isEqualTo(Vulkan.VK_ERROR_DEVICE_LOST());
            }
            ends.forEach(Runnable::run);
        }
        assertThat(losing.violations()).isEmpty();
        assertThat(losing.liveObjects()).isEmpty();
    }

    /** An image whose views, image and memory stay: each kind is told with its number, and nothing else. */
    @Test
    void whatAProgramLeavesIsToldByNumber() {
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER);
                Client client = new Client(vk, Settings.of(128, 128, 1), Hooks.none());
                Arena arena = Arena.ofConfined()) {
            assertThat(new Maker(vk, client).make(arena, false)).hasSize(5);
        }
        assertThat(driver.violations()).extracting(Violation::rule).containsOnly(Rule.LEAKED);
        assertThat(driver.violations())
                .extracting(Violation::detail)
                .containsExactlyInAnyOrder(
                        "2 of ImageView alive at vkDestroyDevice",
                        "1 of Image alive at vkDestroyDevice",
                        "1 of Memory alive at vkDestroyDevice");
        assertThat(driver.liveObjects()).isEmpty();
    }
}
