// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_DESCRIPTOR_TYPE_SAMPLED_IMAGE;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_DESCRIPTOR_TYPE_STORAGE_IMAGE;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_SHADER_STAGE_COMPUTE_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO;

import dev.moviemaker.encoder.vk.CloseStack;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.call.DeviceFunctions;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkCreateDescriptorSetLayout;
import dev.moviemaker.vulkan.raw.PFN_vkCreatePipelineLayout;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyDescriptorSetLayout;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyPipelineLayout;
import dev.moviemaker.vulkan.raw.VkDescriptorSetLayoutBinding;
import dev.moviemaker.vulkan.raw.VkDescriptorSetLayoutCreateInfo;
import dev.moviemaker.vulkan.raw.VkPipelineLayoutCreateInfo;
import dev.moviemaker.vulkan.raw.VkPushConstantRange;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The shader's interface: set 0 is the target, set 1 the source, a buffer or an image. Owned. */
final class ShaderLayouts implements AutoCloseable {
    private final CloseStack closer = new CloseStack();
    private final Device device;
    private final DeviceFunctions compute;
    private final int targetType;
    private final long target;
    private final long bufferSource;
    private final long imageSource;
    private final long bufferPipeline;
    private final long imagePipeline;

    ShaderLayouts(Device device, DeviceFunctions compute, TargetPath path) {
        this.device = device;
        this.compute = compute;
        boolean planes = path != TargetPath.COPY_BUFFER;
        targetType = planes ? VK_DESCRIPTOR_TYPE_STORAGE_IMAGE() : VK_DESCRIPTOR_TYPE_STORAGE_BUFFER();
        try (Arena arena = Arena.ofConfined()) {
            target = set(arena, targetType, planes ? 2 : 1);
            bufferSource = set(arena, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER(), 1);
            imageSource = set(arena, VK_DESCRIPTOR_TYPE_SAMPLED_IMAGE(), 1);
            bufferPipeline = pipeline(arena, bufferSource);
            imagePipeline = pipeline(arena, imageSource);
        } catch (RuntimeException | Error e) {
            closer.close();
            throw e;
        }
    }

    private long set(Arena arena, int type, int bindings) {
        MemorySegment array = arena.allocate(VkDescriptorSetLayoutBinding.layout(), bindings);
        for (int i = 0; i < bindings; i++) {
            MemorySegment binding = Structs.element(array, VkDescriptorSetLayoutBinding.layout(), i);
            VkDescriptorSetLayoutBinding.binding(binding, i);
            VkDescriptorSetLayoutBinding.descriptorType(binding, type);
            VkDescriptorSetLayoutBinding.descriptorCount(binding, 1);
            VkDescriptorSetLayoutBinding.stageFlags(binding, VK_SHADER_STAGE_COMPUTE_BIT());
        }
        MemorySegment info = Structs.make(
                arena, VkDescriptorSetLayoutCreateInfo.layout(), VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO());
        VkDescriptorSetLayoutCreateInfo.bindingCount(info, bindings);
        VkDescriptorSetLayoutCreateInfo.pBindings(info, array);
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        VulkanResult.check(
                "vkCreateDescriptorSetLayout",
                PFN_vkCreateDescriptorSetLayout.invoke(
                        compute.vkCreateDescriptorSetLayout(), device.handle(), info, MemorySegment.NULL, out));
        long handle = out.get(ValueLayout.JAVA_LONG, 0);
        closer.add(
                this,
                () -> PFN_vkDestroyDescriptorSetLayout.invoke(
                        compute.vkDestroyDescriptorSetLayout(), device.handle(), handle, MemorySegment.NULL));
        return handle;
    }

    private long pipeline(Arena arena, long source) {
        MemorySegment sets = arena.allocateFrom(ValueLayout.JAVA_LONG, target, source);
        MemorySegment range = arena.allocate(VkPushConstantRange.layout());
        VkPushConstantRange.stageFlags(range, VK_SHADER_STAGE_COMPUTE_BIT());
        VkPushConstantRange.size(range, ShaderParameters.BYTES);
        MemorySegment info = Structs.make(
                arena, VkPipelineLayoutCreateInfo.layout(), VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO());
        VkPipelineLayoutCreateInfo.setLayoutCount(info, 2);
        VkPipelineLayoutCreateInfo.pSetLayouts(info, sets);
        VkPipelineLayoutCreateInfo.pushConstantRangeCount(info, 1);
        VkPipelineLayoutCreateInfo.pPushConstantRanges(info, range);
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        VulkanResult.check(
                "vkCreatePipelineLayout",
                PFN_vkCreatePipelineLayout.invoke(
                        compute.vkCreatePipelineLayout(), device.handle(), info, MemorySegment.NULL, out));
        long handle = out.get(ValueLayout.JAVA_LONG, 0);
        closer.add(
                this,
                () -> PFN_vkDestroyPipelineLayout.invoke(
                        compute.vkDestroyPipelineLayout(), device.handle(), handle, MemorySegment.NULL));
        return handle;
    }

    int targetType() {
        return targetType;
    }

    long target() {
        return target;
    }

    long source(boolean image) {
        return image ? imageSource : bufferSource;
    }

    long pipeline(boolean image) {
        return image ? imagePipeline : bufferPipeline;
    }

    @Override
    public void close() {
        closer.close();
    }
}
