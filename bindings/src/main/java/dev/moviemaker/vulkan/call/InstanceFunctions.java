// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.call;

import java.lang.foreign.MemorySegment;
import java.util.function.Function;

/**
 * The addresses of the commands of an instance and its physical devices. Each component holds the address of the
 * command of the same name, or 0 if the instance does not have it. A command is called through the class {@code PFN_}
 * followed by its name. The addresses are valid as long as the instance.
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
     * Returns the table of an instance.
     *
     * @param resolver the {@code vkGetInstanceProcAddr} of the instance, which returns the address of a name, or 0
     * @return the table
     */
    public static InstanceFunctions of(Function<String, MemorySegment> resolver) {
        return FunctionTable.load(InstanceFunctions.class, resolver);
    }
}
