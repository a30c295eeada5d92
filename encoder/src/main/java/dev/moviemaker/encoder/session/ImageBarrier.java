// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_COLOR_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_QUEUE_FAMILY_IGNORED;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_DEPENDENCY_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2;

import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.VkDependencyInfo;
import dev.moviemaker.vulkan.raw.VkImageMemoryBarrier2;
import dev.moviemaker.vulkan.raw.VkImageSubresourceRange;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** A dependency with one image barrier over all layers, rewritten for each use. */
final class ImageBarrier {
    private final MemorySegment barrier;
    private final MemorySegment dependency;

    ImageBarrier(SegmentAllocator allocator, long image, int layers) {
        barrier = Structs.make(allocator, VkImageMemoryBarrier2.layout(), VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2());
        dependency = Structs.make(allocator, VkDependencyInfo.layout(), VK_STRUCTURE_TYPE_DEPENDENCY_INFO());
        VkImageMemoryBarrier2.srcQueueFamilyIndex(barrier, VK_QUEUE_FAMILY_IGNORED());
        VkImageMemoryBarrier2.dstQueueFamilyIndex(barrier, VK_QUEUE_FAMILY_IGNORED());
        MemorySegment range = VkImageMemoryBarrier2.subresourceRange(barrier);
        VkImageSubresourceRange.aspectMask(range, VK_IMAGE_ASPECT_COLOR_BIT());
        VkImageSubresourceRange.levelCount(range, 1);
        VkImageSubresourceRange.layerCount(range, layers);
        VkDependencyInfo.imageMemoryBarrierCount(dependency, 1);
        VkDependencyInfo.pImageMemoryBarriers(dependency, barrier);
        image(image);
    }

    void image(long image) {
        VkImageMemoryBarrier2.image(barrier, image);
    }

    void layouts(int from, int to) {
        VkImageMemoryBarrier2.oldLayout(barrier, from);
        VkImageMemoryBarrier2.newLayout(barrier, to);
    }

    void source(long stages, long accesses) {
        VkImageMemoryBarrier2.srcStageMask(barrier, stages);
        VkImageMemoryBarrier2.srcAccessMask(barrier, accesses);
    }

    void destination(long stages, long accesses) {
        VkImageMemoryBarrier2.dstStageMask(barrier, stages);
        VkImageMemoryBarrier2.dstAccessMask(barrier, accesses);
    }

    MemorySegment dependency() {
        return dependency;
    }
}
