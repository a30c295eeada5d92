// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;

import dev.moviemaker.vulkan.call.DeviceFunctions;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkBindBufferMemory;
import dev.moviemaker.vulkan.raw.PFN_vkCreateBuffer;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyBuffer;
import dev.moviemaker.vulkan.raw.PFN_vkGetBufferMemoryRequirements;
import dev.moviemaker.vulkan.raw.VkBufferCreateInfo;
import dev.moviemaker.vulkan.raw.VkMemoryRequirements;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A {@code VkBuffer} in the device's memory that the host never sees, owned. */
public final class DeviceBuffer implements AutoCloseable {
    private final CloseStack closer = new CloseStack();
    private final long handle;

    /**
     * Makes a buffer.
     *
     * @param size bytes
     */
    public DeviceBuffer(Device device, long size, int usage) {
        DeviceFunctions functions = device.functions();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info =
                    Structs.make(arena, VkBufferCreateInfo.layout(), VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO());
            VkBufferCreateInfo.size(info, size);
            VkBufferCreateInfo.usage(info, usage);
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            VulkanResult.check(
                    "vkCreateBuffer",
                    PFN_vkCreateBuffer.invoke(
                            functions.vkCreateBuffer(), device.handle(), info, MemorySegment.NULL, out));
            long buffer = out.get(ValueLayout.JAVA_LONG, 0);
            closer.add(
                    this,
                    () -> PFN_vkDestroyBuffer.invoke(
                            functions.vkDestroyBuffer(), device.handle(), buffer, MemorySegment.NULL));
            MemorySegment requirements = arena.allocate(VkMemoryRequirements.layout());
            PFN_vkGetBufferMemoryRequirements.invoke(
                    functions.vkGetBufferMemoryRequirements(), device.handle(), buffer, requirements);
            Allocation memory = new Allocation(device, requirements, 0, MemoryTypes.DEVICE_LOCAL);
            closer.addLast(memory, memory::close);
            VulkanResult.check(
                    "vkBindBufferMemory",
                    PFN_vkBindBufferMemory.invoke(
                            functions.vkBindBufferMemory(), device.handle(), buffer, memory.handle(), 0));
            handle = buffer;
        } catch (RuntimeException | Error e) {
            closer.close();
            throw e;
        }
    }

    /** Returns the handle. */
    public long handle() {
        return handle;
    }

    @Override
    public void close() {
        closer.close();
    }
}
