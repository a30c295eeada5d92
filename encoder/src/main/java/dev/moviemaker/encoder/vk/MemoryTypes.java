// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MEMORY_PROPERTIES_2;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2;

import dev.moviemaker.UnsupportedException;
import dev.moviemaker.vulkan.call.InstanceFunctions;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceMemoryProperties2;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceProperties2;
import dev.moviemaker.vulkan.raw.VkMemoryType;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceLimits;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceMemoryProperties;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceMemoryProperties2;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceProperties;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceProperties2;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory of a device.
 *
 * @param nonCoherentAtomSize bytes that flushed and invalidated ranges are multiples of
 */
public record MemoryTypes(List<Integer> flags, long nonCoherentAtomSize) {
    /** On the device. */
    public static final int DEVICE_LOCAL = 1;

    /** Can be mapped. */
    public static final int HOST_VISIBLE = 2;

    /** Needs no flush and no invalidation. */
    public static final int HOST_COHERENT = 4;

    /** Fast to read for the host. */
    public static final int HOST_CACHED = 8;

    /** Copies the list. */
    public MemoryTypes {
        flags = List.copyOf(flags);
    }

    static MemoryTypes read(InstanceFunctions functions, MemorySegment physical) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory2 = Structs.make(
                    arena,
                    VkPhysicalDeviceMemoryProperties2.layout(),
                    VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MEMORY_PROPERTIES_2());
            PFN_vkGetPhysicalDeviceMemoryProperties2.invoke(
                    functions.vkGetPhysicalDeviceMemoryProperties2(), physical, memory2);
            MemorySegment memory = VkPhysicalDeviceMemoryProperties2.memoryProperties(memory2);
            List<Integer> flags = new ArrayList<>();
            for (int i = 0; i < VkPhysicalDeviceMemoryProperties.memoryTypeCount(memory); i++) {
                flags.add(VkMemoryType.propertyFlags(VkPhysicalDeviceMemoryProperties.memoryTypes(memory, i)));
            }
            MemorySegment properties = Structs.make(
                    arena, VkPhysicalDeviceProperties2.layout(), VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2());
            PFN_vkGetPhysicalDeviceProperties2.invoke(functions.vkGetPhysicalDeviceProperties2(), physical, properties);
            MemorySegment limits =
                    VkPhysicalDeviceProperties.limits(VkPhysicalDeviceProperties2.properties(properties));
            return new MemoryTypes(flags, Math.max(1, VkPhysicalDeviceLimits.nonCoherentAtomSize(limits)));
        }
    }

    /**
     * Chooses a type.
     *
     * @param allowed bit i: type i may be taken ({@code memoryTypeBits})
     * @param needed flags that it must have
     * @return index of the first that has all, else of the first that has what is needed
     * @throws UnsupportedException if there is none
     */
    public int choose(int allowed, int needed, int wished) {
        int fallback = -1;
        for (int i = 0; i < flags.size(); i++) {
            boolean usable = (allowed & 1 << i) != 0 && (flags.get(i) & needed) == needed;
            if (usable && (flags.get(i) & wished) == wished) {
                return i;
            }
            if (usable && fallback < 0) {
                fallback = i;
            }
        }
        if (fallback < 0) {
            throw new UnsupportedException(
                    "The device has no memory type out of %#x with the flags %#x".formatted(allowed, needed));
        }
        return fallback;
    }

    /** Returns whether a type needs flushing and invalidating. */
    public boolean coherent(int type) {
        return (flags.get(type) & HOST_COHERENT) != 0;
    }
}
