// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.call;

import dev.moviemaker.vulkan.raw.PFN_vkGetDeviceProcAddr;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The addresses of the commands of a device. Each component holds the address of the command of the same name, or 0 if
 * the device does not have it. A command is called through the class {@code PFN_} followed by its name. The addresses
 * are valid as long as the device.
 */
public record DeviceFunctions(
        MemorySegment vkDestroyDevice,
        MemorySegment vkGetDeviceProcAddr,
        MemorySegment vkGetDeviceQueue,
        MemorySegment vkGetDeviceQueue2,
        MemorySegment vkDeviceWaitIdle,
        MemorySegment vkQueueSubmit,
        MemorySegment vkQueueSubmit2,
        MemorySegment vkQueueWaitIdle,
        MemorySegment vkQueueBindSparse,
        MemorySegment vkAllocateMemory,
        MemorySegment vkFreeMemory,
        MemorySegment vkMapMemory,
        MemorySegment vkUnmapMemory,
        MemorySegment vkMapMemory2,
        MemorySegment vkUnmapMemory2,
        MemorySegment vkInvalidateMappedMemoryRanges,
        MemorySegment vkFlushMappedMemoryRanges,
        MemorySegment vkCreateImage,
        MemorySegment vkDestroyImage,
        MemorySegment vkCreateImageView,
        MemorySegment vkDestroyImageView,
        MemorySegment vkCreateBuffer,
        MemorySegment vkDestroyBuffer,
        MemorySegment vkGetImageMemoryRequirements,
        MemorySegment vkGetBufferMemoryRequirements,
        MemorySegment vkGetDeviceImageMemoryRequirements,
        MemorySegment vkGetDeviceBufferMemoryRequirements,
        MemorySegment vkBindImageMemory,
        MemorySegment vkBindImageMemory2,
        MemorySegment vkBindBufferMemory,
        MemorySegment vkBindBufferMemory2,
        MemorySegment vkCreateSemaphore,
        MemorySegment vkDestroySemaphore,
        MemorySegment vkSignalSemaphore,
        MemorySegment vkWaitSemaphores,
        MemorySegment vkGetSemaphoreCounterValue,
        MemorySegment vkCreateFence,
        MemorySegment vkDestroyFence,
        MemorySegment vkWaitForFences,
        MemorySegment vkGetFenceStatus,
        MemorySegment vkResetFences,
        MemorySegment vkCreateQueryPool,
        MemorySegment vkDestroyQueryPool,
        MemorySegment vkGetQueryPoolResults,
        MemorySegment vkResetQueryPool,
        MemorySegment vkCreateCommandPool,
        MemorySegment vkDestroyCommandPool,
        MemorySegment vkResetCommandPool,
        MemorySegment vkTrimCommandPool,
        MemorySegment vkAllocateCommandBuffers,
        MemorySegment vkFreeCommandBuffers,
        MemorySegment vkBeginCommandBuffer,
        MemorySegment vkEndCommandBuffer,
        MemorySegment vkResetCommandBuffer,
        MemorySegment vkCmdPipelineBarrier,
        MemorySegment vkCmdPipelineBarrier2,
        MemorySegment vkCmdSetEvent,
        MemorySegment vkCmdSetEvent2,
        MemorySegment vkCmdResetEvent,
        MemorySegment vkCmdResetEvent2,
        MemorySegment vkCmdWaitEvents,
        MemorySegment vkCmdWaitEvents2,
        MemorySegment vkCmdCopyBuffer,
        MemorySegment vkCmdCopyBuffer2,
        MemorySegment vkCmdCopyImage,
        MemorySegment vkCmdCopyImage2,
        MemorySegment vkCmdCopyBufferToImage,
        MemorySegment vkCmdCopyBufferToImage2,
        MemorySegment vkCmdCopyImageToBuffer,
        MemorySegment vkCmdCopyImageToBuffer2,
        MemorySegment vkCmdFillBuffer,
        MemorySegment vkCmdUpdateBuffer,
        MemorySegment vkCmdResetQueryPool,
        MemorySegment vkCmdBeginQuery,
        MemorySegment vkCmdEndQuery,
        MemorySegment vkCmdCopyQueryPoolResults,
        MemorySegment vkCmdWriteTimestamp,
        MemorySegment vkCmdWriteTimestamp2,
        MemorySegment vkCmdExecuteCommands,
        MemorySegment vkCmdBeginDebugUtilsLabelEXT,
        MemorySegment vkCmdEndDebugUtilsLabelEXT,
        MemorySegment vkCmdInsertDebugUtilsLabelEXT,
        MemorySegment vkQueueBeginDebugUtilsLabelEXT,
        MemorySegment vkQueueEndDebugUtilsLabelEXT,
        MemorySegment vkQueueInsertDebugUtilsLabelEXT,
        MemorySegment vkSetDebugUtilsObjectNameEXT,
        MemorySegment vkSetDebugUtilsObjectTagEXT,
        MemorySegment vkSetPrivateData,
        MemorySegment vkGetPrivateData,
        MemorySegment vkCreateShaderModule,
        MemorySegment vkDestroyShaderModule,
        MemorySegment vkCreateDescriptorSetLayout,
        MemorySegment vkDestroyDescriptorSetLayout,
        MemorySegment vkCreateDescriptorPool,
        MemorySegment vkDestroyDescriptorPool,
        MemorySegment vkAllocateDescriptorSets,
        MemorySegment vkUpdateDescriptorSets,
        MemorySegment vkCreatePipelineLayout,
        MemorySegment vkDestroyPipelineLayout,
        MemorySegment vkCreateComputePipelines,
        MemorySegment vkDestroyPipeline,
        MemorySegment vkCmdBindPipeline,
        MemorySegment vkCmdBindDescriptorSets,
        MemorySegment vkCmdPushConstants,
        MemorySegment vkCmdDispatch,
        MemorySegment vkCreateVideoSessionKHR,
        MemorySegment vkDestroyVideoSessionKHR,
        MemorySegment vkGetVideoSessionMemoryRequirementsKHR,
        MemorySegment vkBindVideoSessionMemoryKHR,
        MemorySegment vkCreateVideoSessionParametersKHR,
        MemorySegment vkDestroyVideoSessionParametersKHR,
        MemorySegment vkGetEncodedVideoSessionParametersKHR,
        MemorySegment vkCmdBeginVideoCodingKHR,
        MemorySegment vkCmdEndVideoCodingKHR,
        MemorySegment vkCmdControlVideoCodingKHR,
        MemorySegment vkCmdEncodeVideoKHR) {

    /**
     * Returns the table of a device.
     *
     * @param instance the table of the instance of the device
     * @param device the {@code VkDevice}
     * @return the table
     */
    public static DeviceFunctions of(InstanceFunctions instance, MemorySegment device) {
        return FunctionTable.load(DeviceFunctions.class, name -> {
            try (Arena arena = Arena.ofConfined()) {
                return PFN_vkGetDeviceProcAddr.invoke(instance.vkGetDeviceProcAddr(), device, arena.allocateFrom(name));
            }
        });
    }
}
