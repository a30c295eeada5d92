// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.share;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_EXTERNAL_SEMAPHORE_FEATURE_EXPORTABLE_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_CREATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_EXTERNAL_SEMAPHORE_PROPERTIES;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_EXTERNAL_SEMAPHORE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO;

import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.Instance;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkCreateSemaphore;
import dev.moviemaker.vulkan.raw.PFN_vkDestroySemaphore;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceExternalSemaphoreProperties;
import dev.moviemaker.vulkan.raw.VkExportSemaphoreCreateInfo;
import dev.moviemaker.vulkan.raw.VkExternalSemaphoreProperties;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceExternalSemaphoreInfo;
import dev.moviemaker.vulkan.raw.VkSemaphoreCreateInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A binary semaphore that can be exported, owned. */
final class ExportableSemaphore implements AutoCloseable {
    private final Device device;
    private final HandleKind kind;
    private final long handle;
    private boolean closed;

    ExportableSemaphore(Device device, HandleKind kind) {
        this.device = device;
        this.kind = kind;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info =
                    Structs.make(arena, VkSemaphoreCreateInfo.layout(), VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO());
            MemorySegment export = Structs.make(
                    arena, VkExportSemaphoreCreateInfo.layout(), VK_STRUCTURE_TYPE_EXPORT_SEMAPHORE_CREATE_INFO());
            VkExportSemaphoreCreateInfo.handleTypes(export, kind.semaphoreType);
            Structs.chain(info, export);
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            VulkanResult.check(
                    "vkCreateSemaphore",
                    PFN_vkCreateSemaphore.invoke(
                            device.functions().vkCreateSemaphore(), device.handle(), info, MemorySegment.NULL, out));
            handle = out.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    /** Whether the device exports such semaphores. */
    static boolean offered(Instance instance, MemorySegment physical, HandleKind kind) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = Structs.make(
                    arena,
                    VkPhysicalDeviceExternalSemaphoreInfo.layout(),
                    VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_EXTERNAL_SEMAPHORE_INFO());
            VkPhysicalDeviceExternalSemaphoreInfo.handleType(info, kind.semaphoreType);
            MemorySegment out = Structs.make(
                    arena, VkExternalSemaphoreProperties.layout(), VK_STRUCTURE_TYPE_EXTERNAL_SEMAPHORE_PROPERTIES());
            PFN_vkGetPhysicalDeviceExternalSemaphoreProperties.invoke(
                    instance.command("vkGetPhysicalDeviceExternalSemaphoreProperties"), physical, info, out);
            return (VkExternalSemaphoreProperties.externalSemaphoreFeatures(out)
                            & VK_EXTERNAL_SEMAPHORE_FEATURE_EXPORTABLE_BIT())
                    != 0;
        }
    }

    long handle() {
        return handle;
    }

    long export() {
        return kind.exportSemaphore(device, handle);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            PFN_vkDestroySemaphore.invoke(
                    device.functions().vkDestroySemaphore(), device.handle(), handle, MemorySegment.NULL);
        }
    }
}
