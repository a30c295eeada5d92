// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_COLOR_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_QUEUE_FAMILY_IGNORED;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_DEPENDENCY_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_MEMORY_BARRIER_2;

import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkCmdPipelineBarrier2;
import dev.moviemaker.vulkan.raw.VkDependencyInfo;
import dev.moviemaker.vulkan.raw.VkImageMemoryBarrier2;
import dev.moviemaker.vulkan.raw.VkImageSubresourceRange;
import dev.moviemaker.vulkan.raw.VkMemoryBarrier2;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** Records dependencies of one image or of memory, with structures that are rewritten for each. */
final class Barriers {
    private final Device device;
    private final MemorySegment image;
    private final MemorySegment imageDependency;
    private final MemorySegment memory;
    private final MemorySegment memoryDependency;

    Barriers(SegmentAllocator allocator, Device device) {
        this.device = device;
        image = Structs.make(allocator, VkImageMemoryBarrier2.layout(), VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2());
        MemorySegment range = VkImageMemoryBarrier2.subresourceRange(image);
        VkImageSubresourceRange.aspectMask(range, VK_IMAGE_ASPECT_COLOR_BIT());
        VkImageSubresourceRange.levelCount(range, 1);
        VkImageSubresourceRange.layerCount(range, 1);
        imageDependency = Structs.make(allocator, VkDependencyInfo.layout(), VK_STRUCTURE_TYPE_DEPENDENCY_INFO());
        VkDependencyInfo.imageMemoryBarrierCount(imageDependency, 1);
        VkDependencyInfo.pImageMemoryBarriers(imageDependency, image);
        memory = Structs.make(allocator, VkMemoryBarrier2.layout(), VK_STRUCTURE_TYPE_MEMORY_BARRIER_2());
        memoryDependency = Structs.make(allocator, VkDependencyInfo.layout(), VK_STRUCTURE_TYPE_DEPENDENCY_INFO());
        VkDependencyInfo.memoryBarrierCount(memoryDependency, 1);
        VkDependencyInfo.pMemoryBarriers(memoryDependency, memory);
    }

    /** What comes before a dependency, or what comes after. */
    record Scope(long stages, long accesses) {}

    void image(MemorySegment commandBuffer, long handle, int from, int to, Scope before, Scope after) {
        transfer(commandBuffer, handle, from, to, before, after, VK_QUEUE_FAMILY_IGNORED(), VK_QUEUE_FAMILY_IGNORED());
    }

    void transfer(
            MemorySegment commandBuffer,
            long handle,
            int from,
            int to,
            Scope before,
            Scope after,
            int sourceFamily,
            int targetFamily) {
        VkImageMemoryBarrier2.image(image, handle);
        VkImageMemoryBarrier2.oldLayout(image, from);
        VkImageMemoryBarrier2.newLayout(image, to);
        VkImageMemoryBarrier2.srcStageMask(image, before.stages());
        VkImageMemoryBarrier2.srcAccessMask(image, before.accesses());
        VkImageMemoryBarrier2.dstStageMask(image, after.stages());
        VkImageMemoryBarrier2.dstAccessMask(image, after.accesses());
        VkImageMemoryBarrier2.srcQueueFamilyIndex(image, sourceFamily);
        VkImageMemoryBarrier2.dstQueueFamilyIndex(image, targetFamily);
        PFN_vkCmdPipelineBarrier2.invoke(device.functions().vkCmdPipelineBarrier2(), commandBuffer, imageDependency);
    }

    void memory(MemorySegment commandBuffer, Scope before, Scope after) {
        VkMemoryBarrier2.srcStageMask(memory, before.stages());
        VkMemoryBarrier2.srcAccessMask(memory, before.accesses());
        VkMemoryBarrier2.dstStageMask(memory, after.stages());
        VkMemoryBarrier2.dstAccessMask(memory, after.accesses());
        PFN_vkCmdPipelineBarrier2.invoke(device.functions().vkCmdPipelineBarrier2(), commandBuffer, memoryDependency);
    }
}
