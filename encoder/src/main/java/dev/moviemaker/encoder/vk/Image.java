// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_COLOR_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_TYPE_2D;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_VIEW_TYPE_2D;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_VIEW_TYPE_2D_ARRAY;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_SHARING_MODE_CONCURRENT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_IMAGE_VIEW_USAGE_CREATE_INFO;

import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkBindImageMemory;
import dev.moviemaker.vulkan.raw.PFN_vkCreateImage;
import dev.moviemaker.vulkan.raw.PFN_vkCreateImageView;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyImage;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyImageView;
import dev.moviemaker.vulkan.raw.PFN_vkGetImageMemoryRequirements;
import dev.moviemaker.vulkan.raw.VkExtent3D;
import dev.moviemaker.vulkan.raw.VkImageCreateInfo;
import dev.moviemaker.vulkan.raw.VkImageSubresourceRange;
import dev.moviemaker.vulkan.raw.VkImageViewCreateInfo;
import dev.moviemaker.vulkan.raw.VkImageViewUsageCreateInfo;
import dev.moviemaker.vulkan.raw.VkMemoryRequirements;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A {@code VkImage} with memory of its own and one view of all its layers for video, owned. */
public final class Image implements AutoCloseable {
    private final CloseStack closer = new CloseStack();
    private final Device device;
    private final ImageRequest request;
    private final long handle;
    private final long view;

    /**
     * Makes an image and its view.
     *
     * @param viewUsage the usages of the view: those for video only
     */
    public Image(Device device, ImageRequest request, int viewUsage) {
        this.device = device;
        this.request = request;
        try (Arena arena = Arena.ofConfined()) {
            handle = create(arena);
            closer.add(
                    this,
                    () -> PFN_vkDestroyImage.invoke(
                            device.functions().vkDestroyImage(), device.handle(), handle, MemorySegment.NULL));
            MemorySegment requirements = arena.allocate(VkMemoryRequirements.layout());
            PFN_vkGetImageMemoryRequirements.invoke(
                    device.functions().vkGetImageMemoryRequirements(), device.handle(), handle, requirements);
            Allocation memory = new Allocation(device, requirements, 0, MemoryTypes.DEVICE_LOCAL);
            closer.addLast(memory, memory::close);
            VulkanResult.check(
                    "vkBindImageMemory",
                    PFN_vkBindImageMemory.invoke(
                            device.functions().vkBindImageMemory(), device.handle(), handle, memory.handle(), 0));
            view = createView(arena, viewUsage);
            closer.add(
                    this,
                    () -> PFN_vkDestroyImageView.invoke(
                            device.functions().vkDestroyImageView(), device.handle(), view, MemorySegment.NULL));
        } catch (RuntimeException | Error e) {
            closer.close();
            throw e;
        }
    }

    private long create(Arena arena) {
        MemorySegment info = Structs.make(arena, VkImageCreateInfo.layout(), VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO());
        VkImageCreateInfo.flags(info, request.flags());
        VkImageCreateInfo.imageType(info, VK_IMAGE_TYPE_2D());
        VkImageCreateInfo.format(info, request.format());
        MemorySegment extent = VkImageCreateInfo.extent(info);
        VkExtent3D.width(extent, request.width());
        VkExtent3D.height(extent, request.height());
        VkExtent3D.depth(extent, 1);
        VkImageCreateInfo.mipLevels(info, 1);
        VkImageCreateInfo.arrayLayers(info, request.layers());
        VkImageCreateInfo.samples(info, 1);
        VkImageCreateInfo.tiling(info, request.tiling());
        VkImageCreateInfo.usage(info, request.usage());
        if (request.families().size() > 1) {
            VkImageCreateInfo.sharingMode(info, VK_SHARING_MODE_CONCURRENT());
            VkImageCreateInfo.queueFamilyIndexCount(info, request.families().size());
            VkImageCreateInfo.pQueueFamilyIndices(
                    info,
                    arena.allocateFrom(
                            ValueLayout.JAVA_INT,
                            request.families().stream()
                                    .mapToInt(Integer::intValue)
                                    .toArray()));
        }
        Structs.setNext(info, request.next());
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        VulkanResult.check(
                "vkCreateImage",
                PFN_vkCreateImage.invoke(
                        device.functions().vkCreateImage(), device.handle(), info, MemorySegment.NULL, out));
        return out.get(ValueLayout.JAVA_LONG, 0);
    }

    /** Sunshine #4994: NVIDIA refuses views without the video usage, and views with more than that fail on others. */
    private long createView(Arena arena, int usage) {
        MemorySegment info =
                Structs.make(arena, VkImageViewCreateInfo.layout(), VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO());
        VkImageViewCreateInfo.image(info, handle);
        VkImageViewCreateInfo.viewType(
                info, request.layers() > 1 ? VK_IMAGE_VIEW_TYPE_2D_ARRAY() : VK_IMAGE_VIEW_TYPE_2D());
        VkImageViewCreateInfo.format(info, request.format());
        MemorySegment range = VkImageViewCreateInfo.subresourceRange(info);
        VkImageSubresourceRange.aspectMask(range, VK_IMAGE_ASPECT_COLOR_BIT());
        VkImageSubresourceRange.levelCount(range, 1);
        VkImageSubresourceRange.layerCount(range, request.layers());
        MemorySegment viewUsage = Structs.make(
                arena, VkImageViewUsageCreateInfo.layout(), VK_STRUCTURE_TYPE_IMAGE_VIEW_USAGE_CREATE_INFO());
        VkImageViewUsageCreateInfo.usage(viewUsage, usage);
        Structs.chain(info, viewUsage);
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        VulkanResult.check(
                "vkCreateImageView",
                PFN_vkCreateImageView.invoke(
                        device.functions().vkCreateImageView(), device.handle(), info, MemorySegment.NULL, out));
        return out.get(ValueLayout.JAVA_LONG, 0);
    }

    /** Returns the handle. */
    public long handle() {
        return handle;
    }

    /** Returns the view of all layers. */
    public long view() {
        return view;
    }

    /** Returns what it is. */
    public ImageRequest request() {
        return request;
    }

    @Override
    public void close() {
        closer.close();
    }
}
