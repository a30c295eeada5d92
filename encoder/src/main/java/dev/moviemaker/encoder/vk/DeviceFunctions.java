package dev.moviemaker.encoder.vk;

import java.lang.foreign.MemorySegment;

/**
 * Addresses of a device's commands for memory, resources and waiting.
 *
 * @param destroyDevice address of the command of this name
 * @param deviceWaitIdle address of the command of this name
 * @param getDeviceQueue address of the command of this name
 * @param allocateMemory address of the command of this name
 * @param freeMemory address of the command of this name
 * @param mapMemory address of the command of this name
 * @param unmapMemory address of the command of this name
 * @param flushMappedMemoryRanges address of the command of this name
 * @param invalidateMappedMemoryRanges address of the command of this name
 * @param createBuffer address of the command of this name
 * @param destroyBuffer address of the command of this name
 * @param getBufferMemoryRequirements address of the command of this name
 * @param bindBufferMemory address of the command of this name
 * @param createImage address of the command of this name
 * @param destroyImage address of the command of this name
 * @param getImageMemoryRequirements address of the command of this name
 * @param bindImageMemory address of the command of this name
 * @param createImageView address of the command of this name
 * @param destroyImageView address of the command of this name
 * @param createSemaphore address of the command of this name
 * @param destroySemaphore address of the command of this name
 * @param createQueryPool address of the command of this name
 * @param destroyQueryPool address of the command of this name
 * @param getQueryPoolResults address of the command of this name
 * @param waitSemaphores address of the command of this name
 * @param getSemaphoreCounterValue address of the command of this name
 */
public record DeviceFunctions(
        MemorySegment destroyDevice,
        MemorySegment deviceWaitIdle,
        MemorySegment getDeviceQueue,
        MemorySegment allocateMemory,
        MemorySegment freeMemory,
        MemorySegment mapMemory,
        MemorySegment unmapMemory,
        MemorySegment flushMappedMemoryRanges,
        MemorySegment invalidateMappedMemoryRanges,
        MemorySegment createBuffer,
        MemorySegment destroyBuffer,
        MemorySegment getBufferMemoryRequirements,
        MemorySegment bindBufferMemory,
        MemorySegment createImage,
        MemorySegment destroyImage,
        MemorySegment getImageMemoryRequirements,
        MemorySegment bindImageMemory,
        MemorySegment createImageView,
        MemorySegment destroyImageView,
        MemorySegment createSemaphore,
        MemorySegment destroySemaphore,
        MemorySegment createQueryPool,
        MemorySegment destroyQueryPool,
        MemorySegment getQueryPoolResults,
        MemorySegment waitSemaphores,
        MemorySegment getSemaphoreCounterValue) {

    static DeviceFunctions load(ProcAddresses addresses) {
        return new DeviceFunctions(
                addresses.require("vkDestroyDevice"),
                addresses.require("vkDeviceWaitIdle"),
                addresses.require("vkGetDeviceQueue"),
                addresses.require("vkAllocateMemory"),
                addresses.require("vkFreeMemory"),
                addresses.require("vkMapMemory"),
                addresses.require("vkUnmapMemory"),
                addresses.require("vkFlushMappedMemoryRanges"),
                addresses.require("vkInvalidateMappedMemoryRanges"),
                addresses.require("vkCreateBuffer"),
                addresses.require("vkDestroyBuffer"),
                addresses.require("vkGetBufferMemoryRequirements"),
                addresses.require("vkBindBufferMemory"),
                addresses.require("vkCreateImage"),
                addresses.require("vkDestroyImage"),
                addresses.require("vkGetImageMemoryRequirements"),
                addresses.require("vkBindImageMemory"),
                addresses.require("vkCreateImageView"),
                addresses.require("vkDestroyImageView"),
                addresses.require("vkCreateSemaphore"),
                addresses.require("vkDestroySemaphore"),
                addresses.require("vkCreateQueryPool"),
                addresses.require("vkDestroyQueryPool"),
                addresses.require("vkGetQueryPoolResults"),
                addresses.requireEither("vkWaitSemaphores", "vkWaitSemaphoresKHR"),
                addresses.requireEither("vkGetSemaphoreCounterValue", "vkGetSemaphoreCounterValueKHR"));
    }
}
