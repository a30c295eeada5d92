// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.call;

import java.lang.foreign.MemorySegment;
import java.util.function.Function;

/**
 * Addresses of an instance's commands, and of those of its physical devices: each component holds the address of the
 * command of its name, 0 where there is none. They are called through the classes named {@code PFN_} and the command,
 * and stay valid as long as the instance.
 */
public record InstanceFunctions(
        MemorySegment vkDestroyInstance,
        MemorySegment vkEnumeratePhysicalDevices,
        MemorySegment vkEnumeratePhysicalDeviceGroups,
        MemorySegment vkGetDeviceProcAddr,
        MemorySegment vkCreateDevice,
        MemorySegment vkEnumerateDeviceExtensionProperties,
        MemorySegment vkGetPhysicalDeviceFeatures2,
        MemorySegment vkGetPhysicalDeviceFormatProperties,
        MemorySegment vkGetPhysicalDeviceFormatProperties2,
        MemorySegment vkGetPhysicalDeviceImageFormatProperties,
        MemorySegment vkGetPhysicalDeviceImageFormatProperties2,
        MemorySegment vkGetPhysicalDeviceMemoryProperties,
        MemorySegment vkGetPhysicalDeviceProperties,
        MemorySegment vkGetPhysicalDeviceProperties2,
        MemorySegment vkGetPhysicalDeviceQueueFamilyProperties,
        MemorySegment vkGetPhysicalDeviceQueueFamilyProperties2,
        MemorySegment vkGetPhysicalDeviceVideoCapabilitiesKHR,
        MemorySegment vkGetPhysicalDeviceVideoFormatPropertiesKHR,
        MemorySegment vkGetPhysicalDeviceVideoEncodeQualityLevelPropertiesKHR,
        MemorySegment vkGetPhysicalDeviceMemoryProperties2) {

    /**
     * The table of one instance.
     *
     * @param resolver {@code vkGetInstanceProcAddr} of the instance: the address of a name, or 0
     * @return the table
     */
    public static InstanceFunctions of(Function<String, MemorySegment> resolver) {
        return FunctionTable.load(InstanceFunctions.class, resolver);
    }
}
