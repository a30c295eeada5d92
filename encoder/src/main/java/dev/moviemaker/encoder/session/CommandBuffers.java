// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO;

import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.call.DeviceFunctions;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkBeginCommandBuffer;
import dev.moviemaker.vulkan.raw.PFN_vkEndCommandBuffer;
import dev.moviemaker.vulkan.raw.PFN_vkResetCommandBuffer;
import dev.moviemaker.vulkan.raw.VkCommandBufferBeginInfo;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** What all command buffers here have in common. */
final class CommandBuffers {
    private CommandBuffers() {}

    static MemorySegment beginInfo(SegmentAllocator allocator) {
        MemorySegment info = Structs.make(
                allocator, VkCommandBufferBeginInfo.layout(), VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO());
        VkCommandBufferBeginInfo.flags(info, VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT());
        return info;
    }

    static void begin(DeviceFunctions commands, MemorySegment buffer, MemorySegment beginInfo) {
        VulkanResult.check(
                "vkBeginCommandBuffer",
                PFN_vkBeginCommandBuffer.invoke(commands.vkBeginCommandBuffer(), buffer, beginInfo));
    }

    /** Ends recording; if that fails, the buffer is as before it was begun. */
    static void end(DeviceFunctions commands, MemorySegment buffer) {
        int result = PFN_vkEndCommandBuffer.invoke(commands.vkEndCommandBuffer(), buffer);
        if (result < 0) {
            reset(commands, buffer);
        }
        VulkanResult.check("vkEndCommandBuffer", result);
    }

    /** Throws away what was recorded. It has failed before: a failure of this says nothing new. */
    static void reset(DeviceFunctions commands, MemorySegment buffer) {
        int _ = PFN_vkResetCommandBuffer.invoke(commands.vkResetCommandBuffer(), buffer, 0);
    }
}
