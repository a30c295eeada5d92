// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import dev.moviemaker.vulkan.raw.PFN_vkAllocateCommandBuffers;
import dev.moviemaker.vulkan.raw.PFN_vkBeginCommandBuffer;
import dev.moviemaker.vulkan.raw.PFN_vkCreateCommandPool;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyCommandPool;
import dev.moviemaker.vulkan.raw.PFN_vkEndCommandBuffer;
import dev.moviemaker.vulkan.raw.PFN_vkQueueSubmit;
import dev.moviemaker.vulkan.raw.PFN_vkQueueWaitIdle;
import dev.moviemaker.vulkan.raw.VkCommandBufferAllocateInfo;
import dev.moviemaker.vulkan.raw.VkCommandBufferBeginInfo;
import dev.moviemaker.vulkan.raw.VkCommandBufferInheritanceInfo;
import dev.moviemaker.vulkan.raw.VkCommandPoolCreateInfo;
import dev.moviemaker.vulkan.raw.VkSubmitInfo;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** One command buffer of a queue family with a pool of its own, beside the client's recording. */
final class Commands implements AutoCloseable {
    final MemorySegment buffer;
    private final Client client;
    private final Arena arena = Arena.ofConfined();
    private final long pool;
    private final int level;

    Commands(Client client, int family) {
        this(client, family, Vulkan.VK_COMMAND_BUFFER_LEVEL_PRIMARY());
    }

    Commands(Client client, int family, int level) {
        this.client = client;
        this.level = level;
        MemorySegment poolInfo = VkCommandPoolCreateInfo.allocate(arena);
        VkCommandPoolCreateInfo.sType(poolInfo, Vulkan.VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO());
        VkCommandPoolCreateInfo.queueFamilyIndex(poolInfo, family);
        pool = client.gpu.handle(
                "vkCreateCommandPool",
                out -> PFN_vkCreateCommandPool.invoke(
                        client.vk.f("vkCreateCommandPool"), client.gpu.device, poolInfo, MemorySegment.NULL, out));
        MemorySegment info = VkCommandBufferAllocateInfo.allocate(arena);
        VkCommandBufferAllocateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO());
        VkCommandBufferAllocateInfo.commandPool(info, pool);
        VkCommandBufferAllocateInfo.level(info, level);
        VkCommandBufferAllocateInfo.commandBufferCount(info, 1);
        MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
        Vk.check(
                "vkAllocateCommandBuffers",
                PFN_vkAllocateCommandBuffers.invoke(
                        client.vk.f("vkAllocateCommandBuffers"), client.gpu.device, info, out));
        buffer = out.get(ValueLayout.ADDRESS, 0);
    }

    /** Begins the recording. */
    void begin() {
        MemorySegment info = VkCommandBufferBeginInfo.allocate(arena);
        VkCommandBufferBeginInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO());
        if (level == Vulkan.VK_COMMAND_BUFFER_LEVEL_SECONDARY()) {
            MemorySegment inheritance = VkCommandBufferInheritanceInfo.allocate(arena);
            VkCommandBufferInheritanceInfo.sType(
                    inheritance, Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_INHERITANCE_INFO());
            VkCommandBufferBeginInfo.pInheritanceInfo(info, inheritance);
        }
        Vk.check(
                "vkBeginCommandBuffer",
                PFN_vkBeginCommandBuffer.invoke(client.vk.f("vkBeginCommandBuffer"), buffer, info));
    }

    /** Ends the recording. */
    void end() {
        Vk.check("vkEndCommandBuffer", PFN_vkEndCommandBuffer.invoke(client.vk.f("vkEndCommandBuffer"), buffer));
    }

    /** Ends the recording, submits it to the client's queue and waits until it is done. */
    void run() {
        end();
        MemorySegment submit = VkSubmitInfo.allocate(arena);
        VkSubmitInfo.sType(submit, Vulkan.VK_STRUCTURE_TYPE_SUBMIT_INFO());
        VkSubmitInfo.commandBufferCount(submit, 1);
        VkSubmitInfo.pCommandBuffers(submit, arena.allocateFrom(ValueLayout.ADDRESS, buffer));
        Vk.check(
                "vkQueueSubmit",
                PFN_vkQueueSubmit.invoke(client.vk.f("vkQueueSubmit"), client.gpu.queue, 1, submit, 0));
        Vk.check("vkQueueWaitIdle", PFN_vkQueueWaitIdle.invoke(client.vk.f("vkQueueWaitIdle"), client.gpu.queue));
    }

    @Override
    public void close() {
        PFN_vkDestroyCommandPool.invoke(
                client.vk.f("vkDestroyCommandPool"), client.gpu.device, pool, MemorySegment.NULL);
        arena.close();
    }
}
