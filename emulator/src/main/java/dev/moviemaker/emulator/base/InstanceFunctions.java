package dev.moviemaker.emulator.base;

import java.lang.foreign.MemorySegment;

/** The base driver's functions of an instance and its physical devices; an address of 0 where it has none. */
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
        MemorySegment vkGetPhysicalDeviceVideoEncodeQualityLevelPropertiesKHR) {

    /** The table of one instance. */
    public static InstanceFunctions of(BaseIcd icd, MemorySegment instance) {
        return Functions.load(InstanceFunctions.class, name -> icd.proc(instance, name));
    }
}
