// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;

/** A compute pipeline with one storage buffer. */
final class ComputePipeline implements AutoCloseable {
    private final Vk vk;
    private final MemorySegment device;
    private final Arena arena;
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final long shader;
    private final long setLayout;
    private final long layout;
    private final long pipeline;

    ComputePipeline(Vk vk, MemorySegment device, Arena arena, byte[] spirv) {
        this.vk = vk;
        this.device = device;
        this.arena = arena;
        MemorySegment code = arena.allocate(spirv.length, 4).copyFrom(MemorySegment.ofArray(spirv));
        MemorySegment module = VkShaderModuleCreateInfo.allocate(arena);
        VkShaderModuleCreateInfo.sType(module, Vulkan.VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO());
        VkShaderModuleCreateInfo.codeSize(module, spirv.length);
        VkShaderModuleCreateInfo.pCode(module, code);
        shader = create("vkCreateShaderModule", "vkDestroyShaderModule", module);
        MemorySegment binding = VkDescriptorSetLayoutBinding.allocate(arena);
        VkDescriptorSetLayoutBinding.descriptorType(binding, Vulkan.VK_DESCRIPTOR_TYPE_STORAGE_BUFFER());
        VkDescriptorSetLayoutBinding.descriptorCount(binding, 1);
        VkDescriptorSetLayoutBinding.stageFlags(binding, Vulkan.VK_SHADER_STAGE_COMPUTE_BIT());
        MemorySegment setInfo = VkDescriptorSetLayoutCreateInfo.allocate(arena);
        VkDescriptorSetLayoutCreateInfo.sType(setInfo, Vulkan.VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO());
        VkDescriptorSetLayoutCreateInfo.bindingCount(setInfo, 1);
        VkDescriptorSetLayoutCreateInfo.pBindings(setInfo, binding);
        setLayout = create("vkCreateDescriptorSetLayout", "vkDestroyDescriptorSetLayout", setInfo);
        MemorySegment layoutInfo = VkPipelineLayoutCreateInfo.allocate(arena);
        VkPipelineLayoutCreateInfo.sType(layoutInfo, Vulkan.VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO());
        VkPipelineLayoutCreateInfo.setLayoutCount(layoutInfo, 1);
        VkPipelineLayoutCreateInfo.pSetLayouts(layoutInfo, arena.allocateFrom(ValueLayout.JAVA_LONG, setLayout));
        layout = create("vkCreatePipelineLayout", "vkDestroyPipelineLayout", layoutInfo);
        MemorySegment info = VkComputePipelineCreateInfo.allocate(arena);
        VkComputePipelineCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO());
        VkComputePipelineCreateInfo.layout(info, layout);
        MemorySegment stage = VkComputePipelineCreateInfo.stage(info);
        VkPipelineShaderStageCreateInfo.sType(stage, Vulkan.VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO());
        VkPipelineShaderStageCreateInfo.stage(stage, Vulkan.VK_SHADER_STAGE_COMPUTE_BIT());
        VkPipelineShaderStageCreateInfo.module(stage, shader);
        VkPipelineShaderStageCreateInfo.pName(stage, arena.allocateFrom("main"));
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        Vk.check(
                "vkCreateComputePipelines",
                PFN_vkCreateComputePipelines.invoke(
                        vk.f("vkCreateComputePipelines"), device, 0, 1, info, MemorySegment.NULL, out));
        pipeline = out.get(ValueLayout.JAVA_LONG, 0);
        undo.push(() -> destroy("vkDestroyPipeline", pipeline));
    }

    /**
     * All functions that make such an object have the signature of vkCreateBuffer, and those that destroy one that of
     * vkDestroyBuffer.
     */
    private long create(String call, String opposite, MemorySegment info) {
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        Vk.check(call, PFN_vkCreateBuffer.invoke(vk.f(call), device, info, MemorySegment.NULL, out));
        long made = out.get(ValueLayout.JAVA_LONG, 0);
        undo.push(() -> destroy(opposite, made));
        return made;
    }

    private void destroy(String call, long object) {
        PFN_vkDestroyBuffer.invoke(vk.f(call), device, object, MemorySegment.NULL);
    }

    void dispatch(long buffer, int groups) {
        MemorySegment size = VkDescriptorPoolSize.allocate(arena);
        VkDescriptorPoolSize.type(size, Vulkan.VK_DESCRIPTOR_TYPE_STORAGE_BUFFER());
        VkDescriptorPoolSize.descriptorCount(size, 1);
        MemorySegment poolInfo = VkDescriptorPoolCreateInfo.allocate(arena);
        VkDescriptorPoolCreateInfo.sType(poolInfo, Vulkan.VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO());
        VkDescriptorPoolCreateInfo.maxSets(poolInfo, 1);
        VkDescriptorPoolCreateInfo.poolSizeCount(poolInfo, 1);
        VkDescriptorPoolCreateInfo.pPoolSizes(poolInfo, size);
        long pool = create("vkCreateDescriptorPool", "vkDestroyDescriptorPool", poolInfo);
        MemorySegment allocate = VkDescriptorSetAllocateInfo.allocate(arena);
        VkDescriptorSetAllocateInfo.sType(allocate, Vulkan.VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO());
        VkDescriptorSetAllocateInfo.descriptorPool(allocate, pool);
        VkDescriptorSetAllocateInfo.descriptorSetCount(allocate, 1);
        VkDescriptorSetAllocateInfo.pSetLayouts(allocate, arena.allocateFrom(ValueLayout.JAVA_LONG, setLayout));
        MemorySegment set = arena.allocate(ValueLayout.JAVA_LONG);
        Vk.check(
                "vkAllocateDescriptorSets",
                PFN_vkAllocateDescriptorSets.invoke(vk.f("vkAllocateDescriptorSets"), device, allocate, set));
        MemorySegment range = VkDescriptorBufferInfo.allocate(arena);
        VkDescriptorBufferInfo.buffer(range, buffer);
        VkDescriptorBufferInfo.range(range, Vulkan.VK_WHOLE_SIZE());
        MemorySegment write = VkWriteDescriptorSet.allocate(arena);
        VkWriteDescriptorSet.sType(write, Vulkan.VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET());
        VkWriteDescriptorSet.dstSet(write, set.get(ValueLayout.JAVA_LONG, 0));
        VkWriteDescriptorSet.descriptorCount(write, 1);
        VkWriteDescriptorSet.descriptorType(write, Vulkan.VK_DESCRIPTOR_TYPE_STORAGE_BUFFER());
        VkWriteDescriptorSet.pBufferInfo(write, range);
        PFN_vkUpdateDescriptorSets.invoke(vk.f("vkUpdateDescriptorSets"), device, 1, write, 0, MemorySegment.NULL);
        MemorySegment commandPool = VkCommandPoolCreateInfo.allocate(arena);
        VkCommandPoolCreateInfo.sType(commandPool, Vulkan.VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO());
        long commandsFrom = create("vkCreateCommandPool", "vkDestroyCommandPool", commandPool);
        MemorySegment commandInfo = VkCommandBufferAllocateInfo.allocate(arena);
        VkCommandBufferAllocateInfo.sType(commandInfo, Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO());
        VkCommandBufferAllocateInfo.commandPool(commandInfo, commandsFrom);
        VkCommandBufferAllocateInfo.commandBufferCount(commandInfo, 1);
        MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
        Vk.check(
                "vkAllocateCommandBuffers",
                PFN_vkAllocateCommandBuffers.invoke(vk.f("vkAllocateCommandBuffers"), device, commandInfo, out));
        MemorySegment commands = out.get(ValueLayout.ADDRESS, 0);
        MemorySegment begin = VkCommandBufferBeginInfo.allocate(arena);
        VkCommandBufferBeginInfo.sType(begin, Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO());
        PFN_vkBeginCommandBuffer.invoke(vk.f("vkBeginCommandBuffer"), commands, begin);
        int point = Vulkan.VK_PIPELINE_BIND_POINT_COMPUTE();
        PFN_vkCmdBindPipeline.invoke(vk.f("vkCmdBindPipeline"), commands, point, pipeline);
        PFN_vkCmdBindDescriptorSets.invoke(
                vk.f("vkCmdBindDescriptorSets"), commands, point, layout, 0, 1, set, 0, MemorySegment.NULL);
        PFN_vkCmdDispatch.invoke(vk.f("vkCmdDispatch"), commands, groups, 1, 1);
        PFN_vkEndCommandBuffer.invoke(vk.f("vkEndCommandBuffer"), commands);
        MemorySegment queue = arena.allocate(ValueLayout.ADDRESS);
        PFN_vkGetDeviceQueue.invoke(vk.f("vkGetDeviceQueue"), device, 0, 0, queue);
        MemorySegment submit = VkSubmitInfo.allocate(arena);
        VkSubmitInfo.sType(submit, Vulkan.VK_STRUCTURE_TYPE_SUBMIT_INFO());
        VkSubmitInfo.commandBufferCount(submit, 1);
        VkSubmitInfo.pCommandBuffers(submit, arena.allocateFrom(ValueLayout.ADDRESS, commands));
        Vk.check(
                "vkQueueSubmit",
                PFN_vkQueueSubmit.invoke(vk.f("vkQueueSubmit"), queue.get(ValueLayout.ADDRESS, 0), 1, submit, 0));
        Vk.check("vkDeviceWaitIdle", PFN_vkDeviceWaitIdle.invoke(vk.f("vkDeviceWaitIdle"), device));
    }

    @Override
    public void close() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}
