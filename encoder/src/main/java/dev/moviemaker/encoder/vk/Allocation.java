// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO;

import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkAllocateMemory;
import dev.moviemaker.vulkan.raw.PFN_vkFreeMemory;
import dev.moviemaker.vulkan.raw.VkMemoryAllocateInfo;
import dev.moviemaker.vulkan.raw.VkMemoryRequirements;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A {@code VkDeviceMemory}, owned. */
public final class Allocation implements AutoCloseable {
    private final Device device;
    private final long handle;
    private final int type;
    private boolean closed;

    /**
     * Allocates.
     *
     * @param requirements {@code VkMemoryRequirements}: exactly its size is taken
     * @param needed flags that it must have
     */
    public Allocation(Device device, MemorySegment requirements, int needed, int wished) {
        this.device = device;
        this.type = device.memoryTypes().choose(VkMemoryRequirements.memoryTypeBits(requirements), needed, wished);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info =
                    Structs.make(arena, VkMemoryAllocateInfo.layout(), VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO());
            VkMemoryAllocateInfo.allocationSize(info, VkMemoryRequirements.size(requirements));
            VkMemoryAllocateInfo.memoryTypeIndex(info, type);
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            VulkanResult.check(
                    "vkAllocateMemory",
                    PFN_vkAllocateMemory.invoke(
                            device.functions().vkAllocateMemory(), device.handle(), info, MemorySegment.NULL, out));
            handle = out.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    /** Returns the handle. */
    public long handle() {
        return handle;
    }

    /** Its type. */
    public int type() {
        return type;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            PFN_vkFreeMemory.invoke(device.functions().vkFreeMemory(), device.handle(), handle, MemorySegment.NULL);
        }
    }
}
