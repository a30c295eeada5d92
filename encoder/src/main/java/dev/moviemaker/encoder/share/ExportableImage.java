// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.share;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_EXTERNAL_MEMORY_FEATURE_EXPORTABLE_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_TILING_OPTIMAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_TYPE_2D;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_SAMPLED_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_TRANSFER_DST_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_EXTERNAL_IMAGE_FORMAT_PROPERTIES;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_IMAGE_CREATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_IMAGE_FORMAT_PROPERTIES_2;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_EXTERNAL_IMAGE_FORMAT_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_IMAGE_FORMAT_INFO_2;

import dev.moviemaker.UnsupportedException;
import dev.moviemaker.encoder.vk.CloseStack;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.Instance;
import dev.moviemaker.encoder.vk.MemoryTypes;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.spi.ImageSharing;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkAllocateMemory;
import dev.moviemaker.vulkan.raw.PFN_vkBindImageMemory;
import dev.moviemaker.vulkan.raw.PFN_vkCreateImage;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyImage;
import dev.moviemaker.vulkan.raw.PFN_vkFreeMemory;
import dev.moviemaker.vulkan.raw.PFN_vkGetImageMemoryRequirements;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceImageFormatProperties2;
import dev.moviemaker.vulkan.raw.VkExportMemoryAllocateInfo;
import dev.moviemaker.vulkan.raw.VkExtent3D;
import dev.moviemaker.vulkan.raw.VkExternalImageFormatProperties;
import dev.moviemaker.vulkan.raw.VkExternalMemoryImageCreateInfo;
import dev.moviemaker.vulkan.raw.VkExternalMemoryProperties;
import dev.moviemaker.vulkan.raw.VkImageCreateInfo;
import dev.moviemaker.vulkan.raw.VkImageFormatProperties;
import dev.moviemaker.vulkan.raw.VkImageFormatProperties2;
import dev.moviemaker.vulkan.raw.VkMemoryAllocateInfo;
import dev.moviemaker.vulkan.raw.VkMemoryDedicatedAllocateInfo;
import dev.moviemaker.vulkan.raw.VkMemoryRequirements;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceExternalImageFormatInfo;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceImageFormatInfo2;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** An image with memory of its own that can be exported, owned. */
final class ExportableImage implements AutoCloseable {
    private final CloseStack closer = new CloseStack();
    private final Device device;
    private final HandleKind kind;
    private final long handle;
    private final long memory;
    private final long bytes;

    ExportableImage(Device device, HandleKind kind, ImageSharing.Request request) {
        this.device = device;
        this.kind = kind;
        try (Arena arena = Arena.ofConfined()) {
            handle = create(arena, request);
            closer.add(
                    this,
                    () -> PFN_vkDestroyImage.invoke(
                            device.functions().vkDestroyImage(), device.handle(), handle, MemorySegment.NULL));
            MemorySegment needed = arena.allocate(VkMemoryRequirements.layout());
            PFN_vkGetImageMemoryRequirements.invoke(
                    device.functions().vkGetImageMemoryRequirements(), device.handle(), handle, needed);
            bytes = VkMemoryRequirements.size(needed);
            memory = allocate(arena, VkMemoryRequirements.memoryTypeBits(needed));
            closer.addLast(
                    this,
                    () -> PFN_vkFreeMemory.invoke(
                            device.functions().vkFreeMemory(), device.handle(), memory, MemorySegment.NULL));
            VulkanResult.check(
                    "vkBindImageMemory",
                    PFN_vkBindImageMemory.invoke(
                            device.functions().vkBindImageMemory(), device.handle(), handle, memory, 0));
        } catch (RuntimeException | Error e) {
            closer.close();
            throw e;
        }
    }

    private static int usage() {
        return VK_IMAGE_USAGE_SAMPLED_BIT()
                | VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT()
                | VK_IMAGE_USAGE_TRANSFER_SRC_BIT()
                | VK_IMAGE_USAGE_TRANSFER_DST_BIT();
    }

    /**
     * Refuses what the device cannot export.
     *
     * @throws UnsupportedException naming the device and what is wrong
     */
    static void require(Instance instance, MemorySegment physical, HandleKind kind, ImageSharing.Request request) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = Structs.make(
                    arena,
                    VkPhysicalDeviceImageFormatInfo2.layout(),
                    VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_IMAGE_FORMAT_INFO_2());
            VkPhysicalDeviceImageFormatInfo2.format(info, request.format());
            VkPhysicalDeviceImageFormatInfo2.type(info, VK_IMAGE_TYPE_2D());
            VkPhysicalDeviceImageFormatInfo2.tiling(info, VK_IMAGE_TILING_OPTIMAL());
            VkPhysicalDeviceImageFormatInfo2.usage(info, usage());
            MemorySegment external = Structs.make(
                    arena,
                    VkPhysicalDeviceExternalImageFormatInfo.layout(),
                    VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_EXTERNAL_IMAGE_FORMAT_INFO());
            VkPhysicalDeviceExternalImageFormatInfo.handleType(external, kind.memoryType);
            Structs.chain(info, external);
            MemorySegment out = Structs.make(
                    arena, VkImageFormatProperties2.layout(), VK_STRUCTURE_TYPE_IMAGE_FORMAT_PROPERTIES_2());
            MemorySegment exported = Structs.make(
                    arena,
                    VkExternalImageFormatProperties.layout(),
                    VK_STRUCTURE_TYPE_EXTERNAL_IMAGE_FORMAT_PROPERTIES());
            Structs.chain(out, exported);
            int result = PFN_vkGetPhysicalDeviceImageFormatProperties2.invoke(
                    instance.functions().vkGetPhysicalDeviceImageFormatProperties2(), physical, info, out);
            int features = VkExternalMemoryProperties.externalMemoryFeatures(
                    VkExternalImageFormatProperties.externalMemoryProperties(exported));
            if (result < 0 || (features & VK_EXTERNAL_MEMORY_FEATURE_EXPORTABLE_BIT()) == 0) {
                throw new UnsupportedException(
                        "the driver exports no images of VkFormat %d to draw into".formatted(request.format()));
            }
            MemorySegment most = VkImageFormatProperties.maxExtent(VkImageFormatProperties2.imageFormatProperties(out));
            if (request.width() > VkExtent3D.width(most) || request.height() > VkExtent3D.height(most)) {
                throw new UnsupportedException("the driver exports images of at most %dx%d, not of %dx%d"
                        .formatted(VkExtent3D.width(most), VkExtent3D.height(most), request.width(), request.height()));
            }
        }
    }

    private long create(Arena arena, ImageSharing.Request request) {
        MemorySegment info = Structs.make(arena, VkImageCreateInfo.layout(), VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO());
        VkImageCreateInfo.imageType(info, VK_IMAGE_TYPE_2D());
        VkImageCreateInfo.format(info, request.format());
        MemorySegment extent = VkImageCreateInfo.extent(info);
        VkExtent3D.width(extent, request.width());
        VkExtent3D.height(extent, request.height());
        VkExtent3D.depth(extent, 1);
        VkImageCreateInfo.mipLevels(info, 1);
        VkImageCreateInfo.arrayLayers(info, 1);
        VkImageCreateInfo.samples(info, 1);
        VkImageCreateInfo.tiling(info, VK_IMAGE_TILING_OPTIMAL());
        VkImageCreateInfo.usage(info, usage());
        MemorySegment external = Structs.make(
                arena, VkExternalMemoryImageCreateInfo.layout(), VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_IMAGE_CREATE_INFO());
        VkExternalMemoryImageCreateInfo.handleTypes(external, kind.memoryType);
        Structs.chain(info, external);
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        VulkanResult.check(
                "vkCreateImage",
                PFN_vkCreateImage.invoke(
                        device.functions().vkCreateImage(), device.handle(), info, MemorySegment.NULL, out));
        return out.get(ValueLayout.JAVA_LONG, 0);
    }

    private long allocate(Arena arena, int types) {
        MemorySegment info =
                Structs.make(arena, VkMemoryAllocateInfo.layout(), VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO());
        VkMemoryAllocateInfo.allocationSize(info, bytes);
        VkMemoryAllocateInfo.memoryTypeIndex(info, device.memoryTypes().choose(types, 0, MemoryTypes.DEVICE_LOCAL));
        MemorySegment export = Structs.make(
                arena, VkExportMemoryAllocateInfo.layout(), VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO());
        VkExportMemoryAllocateInfo.handleTypes(export, kind.memoryType);
        MemorySegment dedicated = Structs.make(
                arena, VkMemoryDedicatedAllocateInfo.layout(), VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO());
        VkMemoryDedicatedAllocateInfo.image(dedicated, handle);
        Structs.chain(info, export, dedicated);
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        VulkanResult.check(
                "vkAllocateMemory",
                PFN_vkAllocateMemory.invoke(
                        device.functions().vkAllocateMemory(), device.handle(), info, MemorySegment.NULL, out));
        return out.get(ValueLayout.JAVA_LONG, 0);
    }

    long handle() {
        return handle;
    }

    long bytes() {
        return bytes;
    }

    long export() {
        return kind.exportMemory(device, memory);
    }

    @Override
    public void close() {
        closer.close();
    }
}
