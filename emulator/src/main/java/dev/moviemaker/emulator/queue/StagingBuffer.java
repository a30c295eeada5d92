// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.queue;

import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.vulkan.call.DeviceFunctions;
import dev.moviemaker.vulkan.raw.PFN_vkAllocateMemory;
import dev.moviemaker.vulkan.raw.PFN_vkBindBufferMemory;
import dev.moviemaker.vulkan.raw.PFN_vkCreateBuffer;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyBuffer;
import dev.moviemaker.vulkan.raw.PFN_vkFlushMappedMemoryRanges;
import dev.moviemaker.vulkan.raw.PFN_vkFreeMemory;
import dev.moviemaker.vulkan.raw.PFN_vkGetBufferMemoryRequirements;
import dev.moviemaker.vulkan.raw.PFN_vkInvalidateMappedMemoryRanges;
import dev.moviemaker.vulkan.raw.PFN_vkMapMemory;
import dev.moviemaker.vulkan.raw.VkBufferCreateInfo;
import dev.moviemaker.vulkan.raw.VkMappedMemoryRange;
import dev.moviemaker.vulkan.raw.VkMemoryAllocateInfo;
import dev.moviemaker.vulkan.raw.VkMemoryRequirements;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** A mapped buffer of the base driver that copies go through. */
final class StagingBuffer implements AutoCloseable {
    private final EmulatedDevice device;
    private final DeviceFunctions base;
    private final long size;
    private final long buffer;
    private final long memory;
    private final boolean coherent;
    private final MemorySegment mapped;

    StagingBuffer(EmulatedDevice device, long size) {
        this.device = device;
        this.base = device.functions();
        this.size = size;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            MemorySegment info = VkBufferCreateInfo.allocate(arena);
            VkBufferCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO());
            VkBufferCreateInfo.size(info, size);
            VkBufferCreateInfo.usage(
                    info, Vulkan.VK_BUFFER_USAGE_TRANSFER_SRC_BIT() | Vulkan.VK_BUFFER_USAGE_TRANSFER_DST_BIT());
            BaseCopies.check(
                    "vkCreateBuffer",
                    PFN_vkCreateBuffer.invoke(base.vkCreateBuffer(), device.handle(), info, MemorySegment.NULL, out));
            buffer = out.get(ValueLayout.JAVA_LONG, 0);
            MemorySegment requirements = VkMemoryRequirements.allocate(arena);
            PFN_vkGetBufferMemoryRequirements.invoke(
                    base.vkGetBufferMemoryRequirements(), device.handle(), buffer, requirements);
            int type = memoryType(VkMemoryRequirements.memoryTypeBits(requirements));
            coherent = (device.physical().memoryTypeFlags().get(type) & Vulkan.VK_MEMORY_PROPERTY_HOST_COHERENT_BIT())
                    != 0;
            MemorySegment allocation = VkMemoryAllocateInfo.allocate(arena);
            VkMemoryAllocateInfo.sType(allocation, Vulkan.VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO());
            VkMemoryAllocateInfo.allocationSize(allocation, VkMemoryRequirements.size(requirements));
            VkMemoryAllocateInfo.memoryTypeIndex(allocation, type);
            BaseCopies.check(
                    "vkAllocateMemory",
                    PFN_vkAllocateMemory.invoke(
                            base.vkAllocateMemory(), device.handle(), allocation, MemorySegment.NULL, out));
            memory = out.get(ValueLayout.JAVA_LONG, 0);
            BaseCopies.check(
                    "vkBindBufferMemory",
                    PFN_vkBindBufferMemory.invoke(base.vkBindBufferMemory(), device.handle(), buffer, memory, 0));
            MemorySegment address = arena.allocate(ValueLayout.ADDRESS);
            BaseCopies.check(
                    "vkMapMemory",
                    PFN_vkMapMemory.invoke(
                            base.vkMapMemory(), device.handle(), memory, 0, Vulkan.VK_WHOLE_SIZE(), 0, address));
            mapped = address.get(ValueLayout.ADDRESS, 0).reinterpret(size);
        }
    }

    private int memoryType(int allowed) {
        List<Integer> flags = device.physical().memoryTypeFlags();
        int visible = Vulkan.VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT();
        int best = -1;
        for (int i = 0; i < flags.size(); i++) {
            boolean usable = (allowed >> i & 1) != 0 && (flags.get(i) & visible) != 0;
            boolean cached = (flags.get(i) & Vulkan.VK_MEMORY_PROPERTY_HOST_CACHED_BIT()) != 0;
            if (usable && (best < 0 || cached)) {
                best = i;
                if (cached) {
                    break;
                }
            }
        }
        if (best < 0) {
            throw new IllegalStateException("the base driver has no host-visible memory for buffers");
        }
        return best;
    }

    long size() {
        return size;
    }

    long buffer() {
        return buffer;
    }

    MemorySegment mapped() {
        return mapped;
    }

    void flush() {
        if (!coherent) {
            try (Arena arena = Arena.ofConfined()) {
                BaseCopies.check(
                        "vkFlushMappedMemoryRanges",
                        PFN_vkFlushMappedMemoryRanges.invoke(
                                base.vkFlushMappedMemoryRanges(), device.handle(), 1, range(arena)));
            }
        }
    }

    void invalidate() {
        if (!coherent) {
            try (Arena arena = Arena.ofConfined()) {
                BaseCopies.check(
                        "vkInvalidateMappedMemoryRanges",
                        PFN_vkInvalidateMappedMemoryRanges.invoke(
                                base.vkInvalidateMappedMemoryRanges(), device.handle(), 1, range(arena)));
            }
        }
    }

    private MemorySegment range(Arena arena) {
        MemorySegment range = VkMappedMemoryRange.allocate(arena);
        VkMappedMemoryRange.sType(range, Vulkan.VK_STRUCTURE_TYPE_MAPPED_MEMORY_RANGE());
        VkMappedMemoryRange.memory(range, memory);
        VkMappedMemoryRange.size(range, Vulkan.VK_WHOLE_SIZE());
        return range;
    }

    @Override
    public void close() {
        PFN_vkDestroyBuffer.invoke(base.vkDestroyBuffer(), device.handle(), buffer, MemorySegment.NULL);
        PFN_vkFreeMemory.invoke(base.vkFreeMemory(), device.handle(), memory, MemorySegment.NULL);
    }
}
