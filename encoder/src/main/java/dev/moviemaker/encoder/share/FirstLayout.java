// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.share;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_COLOR_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_GENERAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_QUEUE_FAMILY_EXTERNAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_DEPENDENCY_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2;

import dev.moviemaker.encoder.vk.CommandPool;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkBeginCommandBuffer;
import dev.moviemaker.vulkan.raw.PFN_vkCmdPipelineBarrier2;
import dev.moviemaker.vulkan.raw.PFN_vkEndCommandBuffer;
import dev.moviemaker.vulkan.raw.VkCommandBufferBeginInfo;
import dev.moviemaker.vulkan.raw.VkDependencyInfo;
import dev.moviemaker.vulkan.raw.VkImageMemoryBarrier2;
import dev.moviemaker.vulkan.raw.VkImageSubresourceRange;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Brings new images into the layout in which they change hands, and lets go of them. */
final class FirstLayout {
    private FirstLayout() {}

    /** Waits until that is done. */
    static void set(Device device, int family, QueueSignals queue, List<ExportableImage> images) {
        try (Arena arena = Arena.ofConfined();
                CommandPool pool = new CommandPool(device, family)) {
            MemorySegment buffer = pool.allocate();
            MemorySegment begin = Structs.make(
                    arena, VkCommandBufferBeginInfo.layout(), VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO());
            VkCommandBufferBeginInfo.flags(begin, VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT());
            VulkanResult.check(
                    "vkBeginCommandBuffer",
                    PFN_vkBeginCommandBuffer.invoke(device.functions().vkBeginCommandBuffer(), buffer, begin));
            MemorySegment barriers = Structs.array(
                    arena, VkImageMemoryBarrier2.layout(), VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2(), images.size());
            for (int i = 0; i < images.size(); i++) {
                release(
                        Structs.element(barriers, VkImageMemoryBarrier2.layout(), i),
                        images.get(i).handle(),
                        family);
            }
            MemorySegment dependency =
                    Structs.make(arena, VkDependencyInfo.layout(), VK_STRUCTURE_TYPE_DEPENDENCY_INFO());
            VkDependencyInfo.imageMemoryBarrierCount(dependency, images.size());
            VkDependencyInfo.pImageMemoryBarriers(dependency, barriers);
            PFN_vkCmdPipelineBarrier2.invoke(device.functions().vkCmdPipelineBarrier2(), buffer, dependency);
            VulkanResult.check(
                    "vkEndCommandBuffer",
                    PFN_vkEndCommandBuffer.invoke(device.functions().vkEndCommandBuffer(), buffer));
            queue.run(buffer);
            queue.waitIdle();
        }
    }

    private static void release(MemorySegment barrier, long image, int family) {
        VkImageMemoryBarrier2.newLayout(barrier, VK_IMAGE_LAYOUT_GENERAL());
        VkImageMemoryBarrier2.srcQueueFamilyIndex(barrier, family);
        VkImageMemoryBarrier2.dstQueueFamilyIndex(barrier, VK_QUEUE_FAMILY_EXTERNAL());
        VkImageMemoryBarrier2.image(barrier, image);
        MemorySegment range = VkImageMemoryBarrier2.subresourceRange(barrier);
        VkImageSubresourceRange.aspectMask(range, VK_IMAGE_ASPECT_COLOR_BIT());
        VkImageSubresourceRange.levelCount(range, 1);
        VkImageSubresourceRange.layerCount(range, 1);
    }
}
