// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO;

import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkAllocateCommandBuffers;
import dev.moviemaker.vulkan.raw.PFN_vkCreateCommandPool;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyCommandPool;
import dev.moviemaker.vulkan.raw.VkCommandBufferAllocateInfo;
import dev.moviemaker.vulkan.raw.VkCommandPoolCreateInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A {@code VkCommandPool} whose buffers are reset one by one and go with it, owned. One thread at a time records. */
public final class CommandPool implements AutoCloseable {
    private final Device device;
    private final long handle;
    private boolean closed;

    /**
     * Makes a pool.
     *
     * @param family queue family that its buffers are for
     */
    public CommandPool(Device device, int family) {
        this.device = device;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info =
                    Structs.make(arena, VkCommandPoolCreateInfo.layout(), VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO());
            VkCommandPoolCreateInfo.flags(info, VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT());
            VkCommandPoolCreateInfo.queueFamilyIndex(info, family);
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            VulkanResult.check(
                    "vkCreateCommandPool",
                    PFN_vkCreateCommandPool.invoke(
                            device.functions().vkCreateCommandPool(), device.handle(), info, MemorySegment.NULL, out));
            handle = out.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    /**
     * Takes a buffer from it.
     *
     * @return {@code VkCommandBuffer}, valid as long as the pool
     */
    public MemorySegment allocate() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = Structs.make(
                    arena, VkCommandBufferAllocateInfo.layout(), VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO());
            VkCommandBufferAllocateInfo.commandPool(info, handle);
            VkCommandBufferAllocateInfo.commandBufferCount(info, 1);
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            VulkanResult.check(
                    "vkAllocateCommandBuffers",
                    PFN_vkAllocateCommandBuffers.invoke(
                            device.functions().vkAllocateCommandBuffers(), device.handle(), info, out));
            return out.get(ValueLayout.ADDRESS, 0);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            PFN_vkDestroyCommandPool.invoke(
                    device.functions().vkDestroyCommandPool(), device.handle(), handle, MemorySegment.NULL);
        }
    }
}
