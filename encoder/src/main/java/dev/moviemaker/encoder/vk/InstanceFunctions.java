package dev.moviemaker.encoder.vk;

import java.lang.foreign.MemorySegment;

/**
 * Addresses of an instance's commands.
 *
 * @param destroyInstance address of the command of this name
 * @param enumeratePhysicalDevices address of the command of this name
 * @param getPhysicalDeviceProperties2 address of the command of this name
 * @param getPhysicalDeviceFeatures2 address of the command of this name
 * @param getPhysicalDeviceQueueFamilyProperties2 address of the command of this name
 * @param getPhysicalDeviceMemoryProperties2 address of the command of this name
 * @param getPhysicalDeviceFormatProperties2 address of the command of this name
 * @param enumerateDeviceExtensionProperties address of the command of this name
 * @param createDevice address of the command of this name
 * @param getDeviceProcAddr address of the command of this name
 * @param getPhysicalDeviceVideoCapabilities address of the command of this name, or NULL
 * @param getPhysicalDeviceVideoFormatProperties address of the command of this name, or NULL
 * @param getPhysicalDeviceVideoEncodeQualityLevelProperties address of the command of this name, or NULL
 */
public record InstanceFunctions(
        MemorySegment destroyInstance,
        MemorySegment enumeratePhysicalDevices,
        MemorySegment getPhysicalDeviceProperties2,
        MemorySegment getPhysicalDeviceFeatures2,
        MemorySegment getPhysicalDeviceQueueFamilyProperties2,
        MemorySegment getPhysicalDeviceMemoryProperties2,
        MemorySegment getPhysicalDeviceFormatProperties2,
        MemorySegment enumerateDeviceExtensionProperties,
        MemorySegment createDevice,
        MemorySegment getDeviceProcAddr,
        MemorySegment getPhysicalDeviceVideoCapabilities,
        MemorySegment getPhysicalDeviceVideoFormatProperties,
        MemorySegment getPhysicalDeviceVideoEncodeQualityLevelProperties) {

    static InstanceFunctions load(ProcAddresses addresses) {
        return new InstanceFunctions(
                addresses.require("vkDestroyInstance"),
                addresses.require("vkEnumeratePhysicalDevices"),
                addresses.requireEither("vkGetPhysicalDeviceProperties2", "vkGetPhysicalDeviceProperties2KHR"),
                addresses.requireEither("vkGetPhysicalDeviceFeatures2", "vkGetPhysicalDeviceFeatures2KHR"),
                addresses.requireEither(
                        "vkGetPhysicalDeviceQueueFamilyProperties2", "vkGetPhysicalDeviceQueueFamilyProperties2KHR"),
                addresses.requireEither(
                        "vkGetPhysicalDeviceMemoryProperties2", "vkGetPhysicalDeviceMemoryProperties2KHR"),
                addresses.requireEither(
                        "vkGetPhysicalDeviceFormatProperties2", "vkGetPhysicalDeviceFormatProperties2KHR"),
                addresses.require("vkEnumerateDeviceExtensionProperties"),
                addresses.require("vkCreateDevice"),
                addresses.require("vkGetDeviceProcAddr"),
                addresses.find("vkGetPhysicalDeviceVideoCapabilitiesKHR"),
                addresses.find("vkGetPhysicalDeviceVideoFormatPropertiesKHR"),
                addresses.find("vkGetPhysicalDeviceVideoEncodeQualityLevelPropertiesKHR"));
    }
}
