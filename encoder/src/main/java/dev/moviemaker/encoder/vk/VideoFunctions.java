package dev.moviemaker.encoder.vk;

import java.lang.foreign.MemorySegment;

/**
 * Addresses of a device's video commands.
 *
 * @param createVideoSession address of the command of this name
 * @param destroyVideoSession address of the command of this name
 * @param getVideoSessionMemoryRequirements address of the command of this name
 * @param bindVideoSessionMemory address of the command of this name
 * @param createVideoSessionParameters address of the command of this name
 * @param destroyVideoSessionParameters address of the command of this name
 * @param getEncodedVideoSessionParameters address of the command of this name
 * @param cmdBeginVideoCoding address of the command of this name
 * @param cmdEndVideoCoding address of the command of this name
 * @param cmdControlVideoCoding address of the command of this name
 * @param cmdEncodeVideo address of the command of this name
 */
public record VideoFunctions(
        MemorySegment createVideoSession,
        MemorySegment destroyVideoSession,
        MemorySegment getVideoSessionMemoryRequirements,
        MemorySegment bindVideoSessionMemory,
        MemorySegment createVideoSessionParameters,
        MemorySegment destroyVideoSessionParameters,
        MemorySegment getEncodedVideoSessionParameters,
        MemorySegment cmdBeginVideoCoding,
        MemorySegment cmdEndVideoCoding,
        MemorySegment cmdControlVideoCoding,
        MemorySegment cmdEncodeVideo) {

    static VideoFunctions load(ProcAddresses addresses) {
        return new VideoFunctions(
                addresses.require("vkCreateVideoSessionKHR"),
                addresses.require("vkDestroyVideoSessionKHR"),
                addresses.require("vkGetVideoSessionMemoryRequirementsKHR"),
                addresses.require("vkBindVideoSessionMemoryKHR"),
                addresses.require("vkCreateVideoSessionParametersKHR"),
                addresses.require("vkDestroyVideoSessionParametersKHR"),
                addresses.require("vkGetEncodedVideoSessionParametersKHR"),
                addresses.require("vkCmdBeginVideoCodingKHR"),
                addresses.require("vkCmdEndVideoCodingKHR"),
                addresses.require("vkCmdControlVideoCodingKHR"),
                addresses.require("vkCmdEncodeVideoKHR"));
    }
}
