// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_DESCRIPTOR_TYPE_SAMPLED_IMAGE;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_WHOLE_SIZE;

import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.call.DeviceFunctions;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkAllocateDescriptorSets;
import dev.moviemaker.vulkan.raw.PFN_vkCreateDescriptorPool;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyDescriptorPool;
import dev.moviemaker.vulkan.raw.PFN_vkUpdateDescriptorSets;
import dev.moviemaker.vulkan.raw.VkDescriptorBufferInfo;
import dev.moviemaker.vulkan.raw.VkDescriptorImageInfo;
import dev.moviemaker.vulkan.raw.VkDescriptorPoolCreateInfo;
import dev.moviemaker.vulkan.raw.VkDescriptorPoolSize;
import dev.moviemaker.vulkan.raw.VkDescriptorSetAllocateInfo;
import dev.moviemaker.vulkan.raw.VkWriteDescriptorSet;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/** A slot's descriptor sets with their pool, owned: the target, the staging buffer, the image of a frame. */
final class DescriptorSets implements AutoCloseable {
    private static final int SETS = 3;

    private final Device device;
    private final DeviceFunctions compute;
    private final int targetType;
    private final long pool;
    private final long target;
    private final MemorySegment withBuffer;
    private final MemorySegment withImage;
    private final MemorySegment write;
    private final MemorySegment bufferInfo;
    private final MemorySegment imageInfo;

    DescriptorSets(SegmentAllocator owner, Device device, DeviceFunctions compute, ShaderLayouts layouts) {
        this.device = device;
        this.compute = compute;
        targetType = layouts.targetType();
        write = Structs.make(owner, VkWriteDescriptorSet.layout(), VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET());
        VkWriteDescriptorSet.descriptorCount(write, 1);
        bufferInfo = owner.allocate(VkDescriptorBufferInfo.layout());
        VkDescriptorBufferInfo.range(bufferInfo, VK_WHOLE_SIZE());
        imageInfo = owner.allocate(VkDescriptorImageInfo.layout());
        try (Arena arena = Arena.ofConfined()) {
            pool = pool(arena);
            try {
                MemorySegment sets = allocate(
                        arena,
                        arena.allocateFrom(
                                ValueLayout.JAVA_LONG, layouts.target(), layouts.source(false), layouts.source(true)));
                target = sets.getAtIndex(ValueLayout.JAVA_LONG, 0);
                withBuffer =
                        owner.allocateFrom(ValueLayout.JAVA_LONG, target, sets.getAtIndex(ValueLayout.JAVA_LONG, 1));
                withImage =
                        owner.allocateFrom(ValueLayout.JAVA_LONG, target, sets.getAtIndex(ValueLayout.JAVA_LONG, 2));
            } catch (RuntimeException | Error e) {
                close();
                throw e;
            }
        }
    }

    private long pool(Arena arena) {
        // Enough for either kind of target.
        MemorySegment sizes = arena.allocate(VkDescriptorPoolSize.layout(), SETS);
        size(sizes, 0, targetType, 2);
        size(sizes, 1, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER(), 1);
        size(sizes, 2, VK_DESCRIPTOR_TYPE_SAMPLED_IMAGE(), 1);
        MemorySegment info = Structs.make(
                arena, VkDescriptorPoolCreateInfo.layout(), VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO());
        VkDescriptorPoolCreateInfo.maxSets(info, SETS);
        VkDescriptorPoolCreateInfo.poolSizeCount(info, SETS);
        VkDescriptorPoolCreateInfo.pPoolSizes(info, sizes);
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        VulkanResult.check(
                "vkCreateDescriptorPool",
                PFN_vkCreateDescriptorPool.invoke(
                        compute.vkCreateDescriptorPool(), device.handle(), info, MemorySegment.NULL, out));
        return out.get(ValueLayout.JAVA_LONG, 0);
    }

    private static void size(MemorySegment sizes, int index, int type, int count) {
        MemorySegment size = Structs.element(sizes, VkDescriptorPoolSize.layout(), index);
        VkDescriptorPoolSize.type(size, type);
        VkDescriptorPoolSize.descriptorCount(size, count);
    }

    private MemorySegment allocate(Arena arena, MemorySegment layouts) {
        MemorySegment info = Structs.make(
                arena, VkDescriptorSetAllocateInfo.layout(), VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO());
        VkDescriptorSetAllocateInfo.descriptorPool(info, pool);
        VkDescriptorSetAllocateInfo.descriptorSetCount(info, SETS);
        VkDescriptorSetAllocateInfo.pSetLayouts(info, layouts);
        MemorySegment sets = arena.allocate(ValueLayout.JAVA_LONG, SETS);
        VulkanResult.check(
                "vkAllocateDescriptorSets",
                PFN_vkAllocateDescriptorSets.invoke(compute.vkAllocateDescriptorSets(), device.handle(), info, sets));
        return sets;
    }

    /** Writes to this buffer from now on. */
    void targetBuffer(long buffer) {
        buffer(target, buffer);
    }

    /** Writes to this view of a plane from now on. */
    void targetPlane(int plane, long view, int layout) {
        image(target, plane, targetType, view, layout);
    }

    /** Reads this buffer from now on. */
    void sourceBuffer(long buffer) {
        buffer(withBuffer.getAtIndex(ValueLayout.JAVA_LONG, 1), buffer);
    }

    /** Reads this view from now on. */
    void sourceImage(long view, int layout) {
        image(withImage.getAtIndex(ValueLayout.JAVA_LONG, 1), 0, VK_DESCRIPTOR_TYPE_SAMPLED_IMAGE(), view, layout);
    }

    private void buffer(long set, long buffer) {
        VkDescriptorBufferInfo.buffer(bufferInfo, buffer);
        VkWriteDescriptorSet.pBufferInfo(write, bufferInfo);
        update(set, 0, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER());
    }

    private void image(long set, int binding, int type, long view, int layout) {
        VkDescriptorImageInfo.imageView(imageInfo, view);
        VkDescriptorImageInfo.imageLayout(imageInfo, layout);
        VkWriteDescriptorSet.pImageInfo(write, imageInfo);
        update(set, binding, type);
    }

    private void update(long set, int binding, int type) {
        VkWriteDescriptorSet.dstSet(write, set);
        VkWriteDescriptorSet.dstBinding(write, binding);
        VkWriteDescriptorSet.descriptorType(write, type);
        PFN_vkUpdateDescriptorSets.invoke(
                compute.vkUpdateDescriptorSets(), device.handle(), 1, write, 0, MemorySegment.NULL);
    }

    /** The two sets to be bound, target first. */
    MemorySegment bound(boolean image) {
        return image ? withImage : withBuffer;
    }

    @Override
    public void close() {
        PFN_vkDestroyDescriptorPool.invoke(
                compute.vkDestroyDescriptorPool(), device.handle(), pool, MemorySegment.NULL);
    }
}
