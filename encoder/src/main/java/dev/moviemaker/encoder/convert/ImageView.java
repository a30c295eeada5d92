// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_VIEW_TYPE_2D;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_IMAGE_VIEW_USAGE_CREATE_INFO;

import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkCreateImageView;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyImageView;
import dev.moviemaker.vulkan.raw.VkImageSubresourceRange;
import dev.moviemaker.vulkan.raw.VkImageViewCreateInfo;
import dev.moviemaker.vulkan.raw.VkImageViewUsageCreateInfo;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/**
 * A place for a {@code VkImageView} of one aspect and one usage, owned: it can be made anew for another image without
 * allocating. The usage is restricted, because an encoder's image has usages that its planes' formats do not.
 */
final class ImageView implements AutoCloseable {
    private final Device device;
    private final MemorySegment info;
    private final MemorySegment out;
    private long handle;

    ImageView(SegmentAllocator allocator, Device device, int aspect, int usage) {
        this.device = device;
        info = Structs.make(allocator, VkImageViewCreateInfo.layout(), VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO());
        MemorySegment restricted = Structs.make(
                allocator, VkImageViewUsageCreateInfo.layout(), VK_STRUCTURE_TYPE_IMAGE_VIEW_USAGE_CREATE_INFO());
        VkImageViewUsageCreateInfo.usage(restricted, usage);
        Structs.chain(info, restricted);
        VkImageViewCreateInfo.viewType(info, VK_IMAGE_VIEW_TYPE_2D());
        MemorySegment range = VkImageViewCreateInfo.subresourceRange(info);
        VkImageSubresourceRange.aspectMask(range, aspect);
        VkImageSubresourceRange.levelCount(range, 1);
        VkImageSubresourceRange.layerCount(range, 1);
        out = allocator.allocate(ValueLayout.JAVA_LONG);
    }

    /** Makes the view anew and returns it. The one before must not be in use any more. */
    long make(long image, int format) {
        close();
        VkImageViewCreateInfo.image(info, image);
        VkImageViewCreateInfo.format(info, format);
        VulkanResult.check(
                "vkCreateImageView",
                PFN_vkCreateImageView.invoke(
                        device.functions().vkCreateImageView(), device.handle(), info, MemorySegment.NULL, out));
        handle = out.get(ValueLayout.JAVA_LONG, 0);
        return handle;
    }

    @Override
    public void close() {
        if (handle != 0) {
            PFN_vkDestroyImageView.invoke(
                    device.functions().vkDestroyImageView(), device.handle(), handle, MemorySegment.NULL);
            handle = 0;
        }
    }
}
