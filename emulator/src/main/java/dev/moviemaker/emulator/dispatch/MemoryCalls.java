// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.objects.Buffer;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.EmulatedImage;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.emulator.objects.Memory;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Memory: passed on, with notes on what lies where. */
final class MemoryCalls {
    private MemoryCalls() {}

    static void register(Stubs stubs) {
        stubs.replace("vkAllocateMemory", PFN_vkAllocateMemory::allocate, MemoryCalls::allocateMemory);
        stubs.replace("vkFreeMemory", PFN_vkFreeMemory::allocate, MemoryCalls::freeMemory);
        registerMapping(stubs);
        stubs.replace("vkBindImageMemory", PFN_vkBindImageMemory::allocate, MemoryCalls::bindImageMemory);
        stubs.replace("vkBindImageMemory2", PFN_vkBindImageMemory2::allocate, MemoryCalls::bindImageMemory2);
        stubs.replace("vkBindBufferMemory", PFN_vkBindBufferMemory::allocate, MemoryCalls::bindBufferMemory);
        stubs.replace("vkBindBufferMemory2", PFN_vkBindBufferMemory2::allocate, MemoryCalls::bindBufferMemory2);
    }

    private static int allocateMemory(
            MemorySegment device, MemorySegment info, MemorySegment allocator, MemorySegment out) {
        return Guard.result("vkAllocateMemory", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            int result =
                    PFN_vkAllocateMemory.invoke(owner.functions().vkAllocateMemory(), device, info, allocator, out);
            if (result == 0) {
                long handle = out.get(ValueLayout.JAVA_LONG, 0);
                owner.put(
                        Memory.class,
                        handle,
                        new Memory(
                                owner,
                                handle,
                                VkMemoryAllocateInfo.allocationSize(info),
                                VkMemoryAllocateInfo.memoryTypeIndex(info)));
            }
            return result;
        });
    }

    private static void freeMemory(MemorySegment device, long memory, MemorySegment allocator) {
        Guard.run("vkFreeMemory", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            Memory gone = owner.remove(Memory.class, memory);
            if (gone != null) {
                gone.destroy();
                gone.unmap();
            }
            PFN_vkFreeMemory.invoke(owner.functions().vkFreeMemory(), device, memory, allocator);
        });
    }

    private static int bindImageMemory(MemorySegment device, long image, long memory, long offset) {
        return Guard.result("vkBindImageMemory", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            int result =
                    PFN_vkBindImageMemory.invoke(owner.functions().vkBindImageMemory(), device, image, memory, offset);
            bindImage(owner, result, image, memory);
            return result;
        });
    }

    private static int bindImageMemory2(MemorySegment device, int count, MemorySegment infos) {
        return Guard.result("vkBindImageMemory2", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            int result = PFN_vkBindImageMemory2.invoke(owner.functions().vkBindImageMemory2(), device, count, infos);
            for (int i = 0; i < count; i++) {
                MemorySegment info = VkBindImageMemoryInfo.asSlice(infos, i);
                bindImage(owner, result, VkBindImageMemoryInfo.image(info), VkBindImageMemoryInfo.memory(info));
            }
            return result;
        });
    }

    private static int bindBufferMemory(MemorySegment device, long buffer, long memory, long offset) {
        return Guard.result("vkBindBufferMemory", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            int result = PFN_vkBindBufferMemory.invoke(
                    owner.functions().vkBindBufferMemory(), device, buffer, memory, offset);
            bindBuffer(owner, result, buffer, memory, offset);
            return result;
        });
    }

    private static int bindBufferMemory2(MemorySegment device, int count, MemorySegment infos) {
        return Guard.result("vkBindBufferMemory2", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            int result = PFN_vkBindBufferMemory2.invoke(owner.functions().vkBindBufferMemory2(), device, count, infos);
            for (int i = 0; i < count; i++) {
                MemorySegment info = VkBindBufferMemoryInfo.asSlice(infos, i);
                bindBuffer(
                        owner,
                        result,
                        VkBindBufferMemoryInfo.buffer(info),
                        VkBindBufferMemoryInfo.memory(info),
                        VkBindBufferMemoryInfo.memoryOffset(info));
            }
            return result;
        });
    }

    private static int mapMemory(
            MemorySegment device, long memory, long offset, long size, int flags, MemorySegment out) {
        return Guard.result("vkMapMemory", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            int result =
                    PFN_vkMapMemory.invoke(owner.functions().vkMapMemory(), device, memory, offset, size, flags, out);
            mapped(owner, result, memory, offset, size, out);
            return result;
        });
    }

    private static int mapMemory2(MemorySegment device, MemorySegment info, MemorySegment out) {
        return Guard.result("vkMapMemory2", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            int result = PFN_vkMapMemory2.invoke(owner.functions().vkMapMemory2(), device, info, out);
            mapped(
                    owner,
                    result,
                    VkMemoryMapInfo.memory(info),
                    VkMemoryMapInfo.offset(info),
                    VkMemoryMapInfo.size(info),
                    out);
            return result;
        });
    }

    private static void unmapMemory(MemorySegment device, long memory) {
        Guard.run("vkUnmapMemory", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            unmapped(owner, memory);
            PFN_vkUnmapMemory.invoke(owner.functions().vkUnmapMemory(), device, memory);
        });
    }

    private static int unmapMemory2(MemorySegment device, MemorySegment info) {
        return Guard.result("vkUnmapMemory2", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            unmapped(owner, VkMemoryUnmapInfo.memory(info));
            return PFN_vkUnmapMemory2.invoke(owner.functions().vkUnmapMemory2(), device, info);
        });
    }

    private static void registerMapping(Stubs stubs) {
        stubs.replace("vkMapMemory", PFN_vkMapMemory::allocate, MemoryCalls::mapMemory);
        stubs.replace("vkMapMemory2", PFN_vkMapMemory2::allocate, MemoryCalls::mapMemory2);
        stubs.replace("vkUnmapMemory", PFN_vkUnmapMemory::allocate, MemoryCalls::unmapMemory);
        stubs.replace("vkUnmapMemory2", PFN_vkUnmapMemory2::allocate, MemoryCalls::unmapMemory2);
    }

    private static void mapped(
            EmulatedDevice owner, int result, long memory, long offset, long size, MemorySegment out) {
        Memory known = owner.find(Memory.class, memory);
        if (result == 0 && known != null) {
            known.map(offset, size, out.get(ValueLayout.ADDRESS, 0));
        }
    }

    private static void unmapped(EmulatedDevice owner, long memory) {
        Memory known = owner.find(Memory.class, memory);
        if (known != null) {
            known.unmap();
        }
    }

    private static void bindImage(EmulatedDevice owner, int result, long handle, long memory) {
        EmulatedImage image = owner.find(EmulatedImage.class, handle);
        Memory bound = owner.find(Memory.class, memory);
        if (result == 0 && image != null && bound != null) {
            image.bind(bound);
        }
    }

    private static void bindBuffer(EmulatedDevice owner, int result, long handle, long memory, long offset) {
        Buffer buffer = owner.find(Buffer.class, handle);
        Memory bound = owner.find(Memory.class, memory);
        if (result == 0 && buffer != null && bound != null) {
            buffer.bind(bound, offset);
        }
    }
}
