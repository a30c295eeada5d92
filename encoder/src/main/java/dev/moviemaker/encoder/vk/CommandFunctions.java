package dev.moviemaker.encoder.vk;

import java.lang.foreign.MemorySegment;

/**
 * Addresses of a device's commands that record and submit.
 *
 * @param createCommandPool address of the command of this name
 * @param destroyCommandPool address of the command of this name
 * @param allocateCommandBuffers address of the command of this name
 * @param beginCommandBuffer address of the command of this name
 * @param endCommandBuffer address of the command of this name
 * @param resetCommandBuffer address of the command of this name
 * @param queueSubmit2 address of the command of this name
 * @param queueWaitIdle address of the command of this name
 * @param cmdPipelineBarrier2 address of the command of this name
 * @param cmdCopyBufferToImage address of the command of this name
 * @param cmdCopyImage address of the command of this name
 * @param cmdResetQueryPool address of the command of this name
 * @param cmdBeginQuery address of the command of this name
 * @param cmdEndQuery address of the command of this name
 */
public record CommandFunctions(
        MemorySegment createCommandPool,
        MemorySegment destroyCommandPool,
        MemorySegment allocateCommandBuffers,
        MemorySegment beginCommandBuffer,
        MemorySegment endCommandBuffer,
        MemorySegment resetCommandBuffer,
        MemorySegment queueSubmit2,
        MemorySegment queueWaitIdle,
        MemorySegment cmdPipelineBarrier2,
        MemorySegment cmdCopyBufferToImage,
        MemorySegment cmdCopyImage,
        MemorySegment cmdResetQueryPool,
        MemorySegment cmdBeginQuery,
        MemorySegment cmdEndQuery) {

    static CommandFunctions load(ProcAddresses addresses) {
        return new CommandFunctions(
                addresses.require("vkCreateCommandPool"),
                addresses.require("vkDestroyCommandPool"),
                addresses.require("vkAllocateCommandBuffers"),
                addresses.require("vkBeginCommandBuffer"),
                addresses.require("vkEndCommandBuffer"),
                addresses.require("vkResetCommandBuffer"),
                addresses.requireEither("vkQueueSubmit2", "vkQueueSubmit2KHR"),
                addresses.require("vkQueueWaitIdle"),
                addresses.requireEither("vkCmdPipelineBarrier2", "vkCmdPipelineBarrier2KHR"),
                addresses.require("vkCmdCopyBufferToImage"),
                addresses.require("vkCmdCopyImage"),
                addresses.require("vkCmdResetQueryPool"),
                addresses.require("vkCmdBeginQuery"),
                addresses.require("vkCmdEndQuery"));
    }
}
