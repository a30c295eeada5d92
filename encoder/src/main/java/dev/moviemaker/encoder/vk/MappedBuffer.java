// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_MAPPED_MEMORY_RANGE;

import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkBindBufferMemory;
import dev.moviemaker.vulkan.raw.PFN_vkCreateBuffer;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyBuffer;
import dev.moviemaker.vulkan.raw.PFN_vkFlushMappedMemoryRanges;
import dev.moviemaker.vulkan.raw.PFN_vkGetBufferMemoryRequirements;
import dev.moviemaker.vulkan.raw.PFN_vkInvalidateMappedMemoryRanges;
import dev.moviemaker.vulkan.raw.PFN_vkMapMemory;
import dev.moviemaker.vulkan.raw.VkBufferCreateInfo;
import dev.moviemaker.vulkan.raw.VkMappedMemoryRange;
import dev.moviemaker.vulkan.raw.VkMemoryRequirements;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A {@code VkBuffer} with memory of its own that stays mapped, owned. */
public final class MappedBuffer implements AutoCloseable {
    private final CloseStack closer = new CloseStack();
    private final Device device;
    private final long handle;
    private final long size;
    private final MemorySegment data;
    private final MemorySegment range;
    private final boolean coherent;

    /**
     * Makes a buffer.
     *
     * @param size bytes
     * @param wished memory flags that suit its use, besides being host-visible
     * @param next chain of the creation, for example a profile list, or NULL
     */
    public MappedBuffer(Device device, long size, int usage, int wished, MemorySegment next) {
        this.device = device;
        this.size = size;
        try (Arena arena = Arena.ofConfined()) {
            handle = create(arena, usage, next);
            closer.add(
                    this,
                    () -> PFN_vkDestroyBuffer.invoke(
                            device.functions().vkDestroyBuffer(), device.handle(), handle, MemorySegment.NULL));
            MemorySegment requirements = arena.allocate(VkMemoryRequirements.layout());
            PFN_vkGetBufferMemoryRequirements.invoke(
                    device.functions().vkGetBufferMemoryRequirements(), device.handle(), handle, requirements);
            Allocation memory = new Allocation(device, requirements, MemoryTypes.HOST_VISIBLE, wished);
            closer.addLast(memory, memory::close);
            coherent = device.memoryTypes().coherent(memory.type());
            VulkanResult.check(
                    "vkBindBufferMemory",
                    PFN_vkBindBufferMemory.invoke(
                            device.functions().vkBindBufferMemory(), device.handle(), handle, memory.handle(), 0));
            data = map(arena, memory);
            range = Structs.make(
                    CallMemory.arena(), VkMappedMemoryRange.layout(), VK_STRUCTURE_TYPE_MAPPED_MEMORY_RANGE());
            VkMappedMemoryRange.memory(range, memory.handle());
        } catch (RuntimeException | Error e) {
            closer.close();
            throw e;
        }
    }

    private long create(Arena arena, int usage, MemorySegment next) {
        MemorySegment info = Structs.make(arena, VkBufferCreateInfo.layout(), VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO());
        VkBufferCreateInfo.size(info, size);
        VkBufferCreateInfo.usage(info, usage);
        Structs.setNext(info, next);
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        VulkanResult.check(
                "vkCreateBuffer",
                PFN_vkCreateBuffer.invoke(
                        device.functions().vkCreateBuffer(), device.handle(), info, MemorySegment.NULL, out));
        return out.get(ValueLayout.JAVA_LONG, 0);
    }

    private MemorySegment map(Arena arena, Allocation memory) {
        MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
        VulkanResult.check(
                "vkMapMemory",
                PFN_vkMapMemory.invoke(
                        device.functions().vkMapMemory(), device.handle(), memory.handle(), 0, -1L, 0, out));
        return out.get(ValueLayout.ADDRESS, 0).reinterpret(size);
    }

    /** Returns the handle. */
    public long handle() {
        return handle;
    }

    /** Its bytes, valid until it is closed. */
    public MemorySegment data() {
        return data;
    }

    /** Makes what the host wrote visible to the device. */
    public void flush() {
        if (!coherent) {
            VkMappedMemoryRange.offset(range, 0);
            VkMappedMemoryRange.size(range, -1L);
            VulkanResult.check(
                    "vkFlushMappedMemoryRanges",
                    PFN_vkFlushMappedMemoryRanges.invoke(
                            device.functions().vkFlushMappedMemoryRanges(), device.handle(), 1, range));
        }
    }

    /**
     * Makes what the device wrote visible to the host: the whole buffer, which is aligned to nonCoherentAtomSize by
     * nature.
     */
    public void invalidate() {
        if (!coherent) {
            VkMappedMemoryRange.offset(range, 0);
            VkMappedMemoryRange.size(range, -1L);
            VulkanResult.check(
                    "vkInvalidateMappedMemoryRanges",
                    PFN_vkInvalidateMappedMemoryRanges.invoke(
                            device.functions().vkInvalidateMappedMemoryRanges(), device.handle(), 1, range));
        }
    }

    @Override
    public void close() {
        closer.close();
    }
}
