// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.objects.CommandBuffer;
import dev.moviemaker.emulator.objects.EmulatedCommandPool;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** Command pools and command buffers. */
final class PoolCalls {
    private PoolCalls() {}

    static void register(Stubs stubs) {
        stubs.replace(
                "vkCreateCommandPool",
                PFN_vkCreateCommandPool::allocate,
                (device, info, allocator, out) ->
                        Guard.result("vkCreateCommandPool", device, () -> createPool(device, info, allocator, out)));
        stubs.replace("vkDestroyCommandPool", PFN_vkDestroyCommandPool::allocate, PoolCalls::destroyCommandPool);
        stubs.replace("vkResetCommandPool", PFN_vkResetCommandPool::allocate, PoolCalls::resetCommandPool);
        stubs.replace(
                "vkAllocateCommandBuffers", PFN_vkAllocateCommandBuffers::allocate, PoolCalls::allocateCommandBuffers);
        stubs.replace(
                "vkFreeCommandBuffers",
                PFN_vkFreeCommandBuffers::allocate,
                (device, pool, count, buffers) ->
                        Guard.run("vkFreeCommandBuffers", device, () -> free(device, pool, count, buffers)));
        stubs.replace("vkBeginCommandBuffer", PFN_vkBeginCommandBuffer::allocate, PoolCalls::beginCommandBuffer);
        stubs.replace("vkEndCommandBuffer", PFN_vkEndCommandBuffer::allocate, PoolCalls::endCommandBuffer);
        stubs.replace("vkResetCommandBuffer", PFN_vkResetCommandBuffer::allocate, PoolCalls::resetCommandBuffer);
    }

    private static void destroyCommandPool(MemorySegment device, long pool, MemorySegment allocator) {
        Guard.run("vkDestroyCommandPool", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            EmulatedCommandPool gone = owner.remove(EmulatedCommandPool.class, pool);
            if (gone != null) {
                gone.buffers().forEach(buffer -> {
                    buffer.use().destroy();
                    buffer.awaitReturn();
                    Handles.COMMAND_BUFFERS.remove(buffer.handle());
                });
            }
            PFN_vkDestroyCommandPool.invoke(owner.functions().vkDestroyCommandPool(), device, pool, allocator);
        });
    }

    private static int resetCommandPool(MemorySegment device, long pool, int flags) {
        return Guard.result("vkResetCommandPool", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            EmulatedCommandPool known = owner.find(EmulatedCommandPool.class, pool);
            if (known != null) {
                known.buffers().forEach(CommandBuffer::reset);
            }
            return PFN_vkResetCommandPool.invoke(owner.functions().vkResetCommandPool(), device, pool, flags);
        });
    }

    private static int allocateCommandBuffers(MemorySegment device, MemorySegment info, MemorySegment out) {
        return Guard.result("vkAllocateCommandBuffers", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            int result = PFN_vkAllocateCommandBuffers.invoke(
                    owner.functions().vkAllocateCommandBuffers(), device, info, out);
            EmulatedCommandPool pool =
                    owner.find(EmulatedCommandPool.class, VkCommandBufferAllocateInfo.commandPool(info));
            for (int i = 0;
                    result == 0 && pool != null && i < VkCommandBufferAllocateInfo.commandBufferCount(info);
                    i++) {
                CommandBuffer buffer = new CommandBuffer(
                        pool, out.getAtIndex(ValueLayout.ADDRESS, i), VkCommandBufferAllocateInfo.level(info));
                pool.buffers().add(buffer);
                Handles.COMMAND_BUFFERS.put(buffer.handle(), buffer);
            }
            return result;
        });
    }

    private static int beginCommandBuffer(MemorySegment handle, MemorySegment info) {
        return Guard.result("vkBeginCommandBuffer", handle, () -> {
            CommandBuffer buffer = Handles.COMMAND_BUFFERS.get(handle);
            buffer.awaitReturn();
            int result =
                    PFN_vkBeginCommandBuffer.invoke(buffer.functions().vkBeginCommandBuffer(), buffer.handle(), info);
            if (result == 0 && buffer.emulated()) {
                buffer.begun(VkCommandBufferBeginInfo.flags(info));
            }
            return result;
        });
    }

    private static int endCommandBuffer(MemorySegment handle) {
        return Guard.result("vkEndCommandBuffer", handle, () -> {
            CommandBuffer buffer = Handles.COMMAND_BUFFERS.get(handle);
            if (!buffer.emulated()) {
                return PFN_vkEndCommandBuffer.invoke(buffer.functions().vkEndCommandBuffer(), buffer.handle());
            }
            if (buffer.scope() != null) {
                buffer.device().violation(Rule.CODING_SCOPE, "a scope is open at vkEndCommandBuffer");
            }
            return buffer.end();
        });
    }

    private static int resetCommandBuffer(MemorySegment handle, int flags) {
        return Guard.result("vkResetCommandBuffer", handle, () -> {
            CommandBuffer buffer = Handles.COMMAND_BUFFERS.get(handle);
            buffer.reset();
            return PFN_vkResetCommandBuffer.invoke(buffer.functions().vkResetCommandBuffer(), buffer.handle(), flags);
        });
    }

    private static int createPool(
            MemorySegment device, MemorySegment info, MemorySegment allocator, MemorySegment out) {
        EmulatedDevice owner = Handles.DEVICES.get(device);
        boolean emulated = VkCommandPoolCreateInfo.queueFamilyIndex(info)
                == owner.physical().encodeFamily();
        int result;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = Structs.copy(arena, info, VkCommandPoolCreateInfo.layout());
            if (emulated) {
                VkCommandPoolCreateInfo.queueFamilyIndex(copy, owner.physical().carrierFamily());
                // Recordings are split over several base command buffers, which are begun again one by one.
                VkCommandPoolCreateInfo.flags(
                        copy,
                        VkCommandPoolCreateInfo.flags(info) | Vulkan.VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT());
            }
            result = PFN_vkCreateCommandPool.invoke(
                    owner.functions().vkCreateCommandPool(), device, copy, allocator, out);
        }
        if (result == 0) {
            long handle = out.get(ValueLayout.JAVA_LONG, 0);
            owner.put(EmulatedCommandPool.class, handle, new EmulatedCommandPool(owner, handle, emulated));
        }
        return result;
    }

    private static void free(MemorySegment device, long pool, int count, MemorySegment buffers) {
        EmulatedDevice owner = Handles.DEVICES.get(device);
        for (int i = 0; i < count; i++) {
            MemorySegment handle = buffers.getAtIndex(ValueLayout.ADDRESS, i);
            CommandBuffer gone = handle.address() == 0 ? null : Handles.COMMAND_BUFFERS.remove(handle);
            if (gone != null) {
                gone.use().destroy();
                gone.awaitReturn();
                gone.pool().buffers().remove(gone);
                free(owner, pool, gone.extraSegments());
            }
        }
        PFN_vkFreeCommandBuffers.invoke(owner.functions().vkFreeCommandBuffers(), device, pool, count, buffers);
    }

    private static void free(EmulatedDevice owner, long pool, List<MemorySegment> segments) {
        try (Arena arena = Arena.ofConfined()) {
            for (MemorySegment segment : segments) {
                PFN_vkFreeCommandBuffers.invoke(
                        owner.functions().vkFreeCommandBuffers(),
                        owner.handle(),
                        pool,
                        1,
                        arena.allocateFrom(ValueLayout.ADDRESS, segment));
            }
        }
    }
}
