package dev.moviemaker.encoder.vk;

import dev.moviemaker.vulkan.raw.PFN_vkGetDeviceProcAddr;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Addresses of a device's commands for compute shaders.
 *
 * @param createShaderModule address of the command of this name
 * @param destroyShaderModule address of the command of this name
 * @param createDescriptorSetLayout address of the command of this name
 * @param destroyDescriptorSetLayout address of the command of this name
 * @param createDescriptorPool address of the command of this name
 * @param destroyDescriptorPool address of the command of this name
 * @param allocateDescriptorSets address of the command of this name
 * @param updateDescriptorSets address of the command of this name
 * @param createPipelineLayout address of the command of this name
 * @param destroyPipelineLayout address of the command of this name
 * @param createComputePipelines address of the command of this name
 * @param destroyPipeline address of the command of this name
 * @param cmdBindPipeline address of the command of this name
 * @param cmdBindDescriptorSets address of the command of this name
 * @param cmdPushConstants address of the command of this name
 * @param cmdDispatch address of the command of this name
 */
public record ComputeFunctions(
        MemorySegment createShaderModule,
        MemorySegment destroyShaderModule,
        MemorySegment createDescriptorSetLayout,
        MemorySegment destroyDescriptorSetLayout,
        MemorySegment createDescriptorPool,
        MemorySegment destroyDescriptorPool,
        MemorySegment allocateDescriptorSets,
        MemorySegment updateDescriptorSets,
        MemorySegment createPipelineLayout,
        MemorySegment destroyPipelineLayout,
        MemorySegment createComputePipelines,
        MemorySegment destroyPipeline,
        MemorySegment cmdBindPipeline,
        MemorySegment cmdBindDescriptorSets,
        MemorySegment cmdPushConstants,
        MemorySegment cmdDispatch) {

    /**
     * Finds the commands.
     *
     * @param instance of the device
     * @param device whose commands
     * @return their addresses
     * @throws dev.moviemaker.UnsupportedException if one is missing
     */
    public static ComputeFunctions load(Instance instance, Device device) {
        ProcAddresses addresses = command -> {
            try (Arena arena = Arena.ofConfined()) {
                return PFN_vkGetDeviceProcAddr.invoke(
                        instance.functions().getDeviceProcAddr(), device.handle(), arena.allocateFrom(command));
            }
        };
        return new ComputeFunctions(
                addresses.require("vkCreateShaderModule"),
                addresses.require("vkDestroyShaderModule"),
                addresses.require("vkCreateDescriptorSetLayout"),
                addresses.require("vkDestroyDescriptorSetLayout"),
                addresses.require("vkCreateDescriptorPool"),
                addresses.require("vkDestroyDescriptorPool"),
                addresses.require("vkAllocateDescriptorSets"),
                addresses.require("vkUpdateDescriptorSets"),
                addresses.require("vkCreatePipelineLayout"),
                addresses.require("vkDestroyPipelineLayout"),
                addresses.require("vkCreateComputePipelines"),
                addresses.require("vkDestroyPipeline"),
                addresses.require("vkCmdBindPipeline"),
                addresses.require("vkCmdBindDescriptorSets"),
                addresses.require("vkCmdPushConstants"),
                addresses.require("vkCmdDispatch"));
    }
}
