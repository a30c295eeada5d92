// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Base64;

/** Runs one compute shader on queue family 0. Everything it makes ends with the device, which is closed at the end. */
public final class Compute {
    /**
     * GLSL: local_size_x 64; buffer 0 of set 0 holds words v;
     * {@code i = gl_GlobalInvocationID.x; v[i] = v[i] * 2654435761u + i}.
     */
    private static final String SHADER =
            "AwIjBwAAAQALAAgAIwAAAAAAAAARAAIAAQAAAAsABgABAAAAR0xTTC5zdGQuNDUwAAAAAA4AAwAAAAAAAQAAAA8A"
                    + "BgAFAAAABAAAAG1haW4AAAAACwAAABAABgAEAAAAEQAAAEAAAAABAAAAAQAAAEcABAALAAAACwAAABwAAABHAAQA"
                    + "EAAAAAYAAAAEAAAASAAFABEAAAAAAAAAIwAAAAAAAABHAAMAEQAAAAMAAABHAAQAEwAAACIAAAAAAAAARwAEABMA"
                    + "AAAhAAAAAAAAAEcABAAiAAAACwAAABkAAAATAAIAAgAAACEAAwADAAAAAgAAABUABAAGAAAAIAAAAAAAAAAgAAQA"
                    + "BwAAAAcAAAAGAAAAFwAEAAkAAAAGAAAAAwAAACAABAAKAAAAAQAAAAkAAAA7AAQACgAAAAsAAAABAAAAKwAEAAYA"
                    + "AAAMAAAAAAAAACAABAANAAAAAQAAAAYAAAAdAAMAEAAAAAYAAAAeAAMAEQAAABAAAAAgAAQAEgAAAAIAAAARAAAA"
                    + "OwAEABIAAAATAAAAAgAAABUABAAUAAAAIAAAAAEAAAArAAQAFAAAABUAAAAAAAAAIAAEABgAAAACAAAABgAAACsA"
                    + "BAAGAAAAGwAAALF5N54rAAQABgAAACAAAABAAAAAKwAEAAYAAAAhAAAAAQAAACwABgAJAAAAIgAAACAAAAAhAAAA"
                    + "IQAAADYABQACAAAABAAAAAAAAAADAAAA+AACAAUAAAA7AAQABwAAAAgAAAAHAAAAQQAFAA0AAAAOAAAACwAAAAwA"
                    + "AAA9AAQABgAAAA8AAAAOAAAAPgADAAgAAAAPAAAAPQAEAAYAAAAWAAAACAAAAD0ABAAGAAAAFwAAAAgAAABBAAYA"
                    + "GAAAABkAAAATAAAAFQAAABcAAAA9AAQABgAAABoAAAAZAAAAhAAFAAYAAAAcAAAAGgAAABsAAAA9AAQABgAAAB0A"
                    + "AAAIAAAAgAAFAAYAAAAeAAAAHAAAAB0AAABBAAYAGAAAAB8AAAATAAAAFQAAABYAAAA+AAMAHwAAAB4AAAD9AAEA"
                    + "OAABAA==";

    private static final int GROUP = 64;

    private final Vk vk;
    private final Arena arena;
    private final MemorySegment device;

    private Compute(Vk vk, Arena arena) {
        this.vk = vk;
        this.arena = arena;
        MemorySegment queue = VkDeviceQueueCreateInfo.allocate(arena);
        VkDeviceQueueCreateInfo.sType(queue, Vulkan.VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO());
        VkDeviceQueueCreateInfo.queueCount(queue, 1);
        VkDeviceQueueCreateInfo.pQueuePriorities(queue, arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1f));
        MemorySegment info = VkDeviceCreateInfo.allocate(arena);
        VkDeviceCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO());
        VkDeviceCreateInfo.queueCreateInfoCount(info, 1);
        VkDeviceCreateInfo.pQueueCreateInfos(info, queue);
        MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
        Vk.check(
                "vkCreateDevice",
                PFN_vkCreateDevice.invoke(vk.f("vkCreateDevice"), vk.physical, info, MemorySegment.NULL, out));
        device = out.get(ValueLayout.ADDRESS, 0);
        vk.useDevice(device);
    }

    /** What the shader makes of words; as many as a multiple of 64. */
    public static int[] run(Vk vk, int[] words) {
        try (Arena arena = Arena.ofConfined()) {
            return new Compute(vk, arena).run(words);
        }
    }

    private MemorySegment f(String name) {
        return vk.f(name);
    }

    private int[] run(int[] words) {
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        MemorySegment info = VkBufferCreateInfo.allocate(arena);
        VkBufferCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO());
        VkBufferCreateInfo.size(info, words.length * 4L);
        VkBufferCreateInfo.usage(info, Vulkan.VK_BUFFER_USAGE_STORAGE_BUFFER_BIT());
        Vk.check(
                "vkCreateBuffer",
                PFN_vkCreateBuffer.invoke(f("vkCreateBuffer"), device, info, MemorySegment.NULL, out));
        long buffer = out.get(ValueLayout.JAVA_LONG, 0);
        MemorySegment needs = VkMemoryRequirements.allocate(arena);
        PFN_vkGetBufferMemoryRequirements.invoke(f("vkGetBufferMemoryRequirements"), device, buffer, needs);
        MemorySegment allocation = VkMemoryAllocateInfo.allocate(arena);
        VkMemoryAllocateInfo.sType(allocation, Vulkan.VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO());
        VkMemoryAllocateInfo.allocationSize(allocation, VkMemoryRequirements.size(needs));
        // lavapipe has one memory type, which is host-visible and coherent.
        VkMemoryAllocateInfo.memoryTypeIndex(
                allocation, Integer.numberOfTrailingZeros(VkMemoryRequirements.memoryTypeBits(needs)));
        Vk.check(
                "vkAllocateMemory",
                PFN_vkAllocateMemory.invoke(f("vkAllocateMemory"), device, allocation, MemorySegment.NULL, out));
        long memory = out.get(ValueLayout.JAVA_LONG, 0);
        Vk.check(
                "vkBindBufferMemory",
                PFN_vkBindBufferMemory.invoke(f("vkBindBufferMemory"), device, buffer, memory, 0));
        MemorySegment address = arena.allocate(ValueLayout.ADDRESS);
        Vk.check(
                "vkMapMemory",
                PFN_vkMapMemory.invoke(f("vkMapMemory"), device, memory, 0, Vulkan.VK_WHOLE_SIZE(), 0, address));
        MemorySegment bytes = address.get(ValueLayout.ADDRESS, 0).reinterpret(words.length * 4L);
        MemorySegment.copy(words, 0, bytes, ValueLayout.JAVA_INT, 0, words.length);
        ComputePipeline pipeline =
                new ComputePipeline(vk, device, arena, Base64.getDecoder().decode(SHADER));
        pipeline.dispatch(buffer, words.length / GROUP);
        int[] result = bytes.toArray(ValueLayout.JAVA_INT);
        pipeline.close();
        PFN_vkDestroyBuffer.invoke(f("vkDestroyBuffer"), device, buffer, MemorySegment.NULL);
        PFN_vkFreeMemory.invoke(f("vkFreeMemory"), device, memory, MemorySegment.NULL);
        PFN_vkDestroyDevice.invoke(f("vkDestroyDevice"), device, MemorySegment.NULL);
        return result;
    }
}
