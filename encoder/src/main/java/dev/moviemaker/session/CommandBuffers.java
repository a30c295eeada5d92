package dev.moviemaker.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO;

import dev.moviemaker.vk.Structs;
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
}
