// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.share;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_FD_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_WIN32_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_MEMORY_GET_FD_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_GET_FD_INFO_KHR;

import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkGetMemoryFdKHR;
import dev.moviemaker.vulkan.raw.PFN_vkGetSemaphoreFdKHR;
import dev.moviemaker.vulkan.raw.VkMemoryGetFdInfoKHR;
import dev.moviemaker.vulkan.raw.VkSemaphoreGetFdInfoKHR;
import dev.moviemaker.vulkan.std.VulkanExtensions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;

/**
 * What handles of memory and semaphores are on a system. Windows' commands and structures are those of POSIX but for
 * their names, the {@code sType} and the size of the handle (VkMemoryGetWin32HandleInfoKHR, 1000073003;
 * VkSemaphoreGetWin32HandleInfoKHR, 1000078003), so that one path serves both.
 */
enum HandleKind {
    /** A file descriptor. */
    FD(
            VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD_BIT(),
            VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_FD_BIT(),
            VulkanExtensions.VK_KHR_EXTERNAL_MEMORY_FD_EXTENSION_NAME,
            VulkanExtensions.VK_KHR_EXTERNAL_SEMAPHORE_FD_EXTENSION_NAME,
            "vkGetMemoryFdKHR",
            "vkGetSemaphoreFdKHR",
            VK_STRUCTURE_TYPE_MEMORY_GET_FD_INFO_KHR(),
            VK_STRUCTURE_TYPE_SEMAPHORE_GET_FD_INFO_KHR()),
    /** A {@code HANDLE}. */
    WIN32(
            VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT(),
            VK_EXTERNAL_SEMAPHORE_HANDLE_TYPE_OPAQUE_WIN32_BIT(),
            "VK_KHR_external_memory_win32",
            "VK_KHR_external_semaphore_win32",
            "vkGetMemoryWin32HandleKHR",
            "vkGetSemaphoreWin32HandleKHR",
            1000073003,
            1000078003);

    final int memoryType;
    final int semaphoreType;
    final String memoryExtension;
    final String semaphoreExtension;
    private final String memoryCommand;
    private final String semaphoreCommand;
    private final int memoryInfo;
    private final int semaphoreInfo;

    HandleKind(
            int memoryType,
            int semaphoreType,
            String memoryExtension,
            String semaphoreExtension,
            String memoryCommand,
            String semaphoreCommand,
            int memoryInfo,
            int semaphoreInfo) {
        this.memoryType = memoryType;
        this.semaphoreType = semaphoreType;
        this.memoryExtension = memoryExtension;
        this.semaphoreExtension = semaphoreExtension;
        this.memoryCommand = memoryCommand;
        this.semaphoreCommand = semaphoreCommand;
        this.memoryInfo = memoryInfo;
        this.semaphoreInfo = semaphoreInfo;
    }

    /** That of an operating system, by {@code os.name}. */
    static HandleKind of(String system) {
        return system.toLowerCase(Locale.ROOT).startsWith("windows") ? WIN32 : FD;
    }

    /** Exports memory as a new handle, the caller's. */
    long exportMemory(Device device, long memory) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = Structs.make(arena, VkMemoryGetFdInfoKHR.layout(), memoryInfo);
            VkMemoryGetFdInfoKHR.memory(info, memory);
            VkMemoryGetFdInfoKHR.handleType(info, memoryType);
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            VulkanResult.check(
                    memoryCommand,
                    PFN_vkGetMemoryFdKHR.invoke(device.command(memoryCommand), device.handle(), info, out));
            return handle(out);
        }
    }

    /** Exports a semaphore as a new handle, the caller's. */
    long exportSemaphore(Device device, long semaphore) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = Structs.make(arena, VkSemaphoreGetFdInfoKHR.layout(), semaphoreInfo);
            VkSemaphoreGetFdInfoKHR.semaphore(info, semaphore);
            VkSemaphoreGetFdInfoKHR.handleType(info, semaphoreType);
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            VulkanResult.check(
                    semaphoreCommand,
                    PFN_vkGetSemaphoreFdKHR.invoke(device.command(semaphoreCommand), device.handle(), info, out));
            return handle(out);
        }
    }

    private long handle(MemorySegment out) {
        return this == WIN32 ? out.get(ValueLayout.JAVA_LONG, 0) : out.get(ValueLayout.JAVA_INT, 0);
    }
}
