// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.examples;

import static dev.moviemaker.vulkan.raw.Vulkan.*;

import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;

/**
 * Prints the devices of this machine and whether each can synchronize by timelines: an instance, a query, a chain of
 * structures.
 */
final class ListDevices {
    private ListDevices() {}

    public static void main(String[] args) {
        try (Arena arena = Arena.ofConfined()) {
            // The one symbol that is looked up; every other function's address comes from it.
            MemorySegment procAddr = SymbolLookup.libraryLookup(args.length > 0 ? args[0] : "libvulkan.so.1", arena)
                    .find("vkGetInstanceProcAddr")
                    .orElseThrow();
            MemorySegment application = VkApplicationInfo.allocate(arena);
            VkApplicationInfo.sType(application, VK_STRUCTURE_TYPE_APPLICATION_INFO());
            VkApplicationInfo.apiVersion(application, 1 << 22 | 3 << 12); // 1.3
            MemorySegment info = VkInstanceCreateInfo.allocate(arena);
            VkInstanceCreateInfo.sType(info, VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO());
            VkInstanceCreateInfo.pApplicationInfo(info, application);
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            MemorySegment create = address(procAddr, MemorySegment.NULL, "vkCreateInstance", arena);
            check(PFN_vkCreateInstance.invoke(create, info, MemorySegment.NULL, out));
            MemorySegment instance = out.get(ValueLayout.ADDRESS, 0);

            MemorySegment enumerate = address(procAddr, instance, "vkEnumeratePhysicalDevices", arena);
            MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
            check(PFN_vkEnumeratePhysicalDevices.invoke(enumerate, instance, count, MemorySegment.NULL));
            MemorySegment devices = arena.allocate(ValueLayout.ADDRESS, count.get(ValueLayout.JAVA_INT, 0));
            check(PFN_vkEnumeratePhysicalDevices.invoke(enumerate, instance, count, devices));

            // What is asked for hangs on the structure that asks, by its pNext.
            MemorySegment timeline = VkPhysicalDeviceTimelineSemaphoreFeatures.allocate(arena);
            VkPhysicalDeviceTimelineSemaphoreFeatures.sType(
                    timeline, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_TIMELINE_SEMAPHORE_FEATURES());
            MemorySegment features = VkPhysicalDeviceFeatures2.allocate(arena);
            VkPhysicalDeviceFeatures2.sType(features, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2());
            VkPhysicalDeviceFeatures2.pNext(features, timeline);
            MemorySegment properties = VkPhysicalDeviceProperties2.allocate(arena);
            VkPhysicalDeviceProperties2.sType(properties, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2());
            MemorySegment getFeatures = address(procAddr, instance, "vkGetPhysicalDeviceFeatures2", arena);
            MemorySegment getProperties = address(procAddr, instance, "vkGetPhysicalDeviceProperties2", arena);
            for (int i = 0; i < count.get(ValueLayout.JAVA_INT, 0); i++) {
                MemorySegment device = devices.getAtIndex(ValueLayout.ADDRESS, i);
                PFN_vkGetPhysicalDeviceFeatures2.invoke(getFeatures, device, features);
                PFN_vkGetPhysicalDeviceProperties2.invoke(getProperties, device, properties);
                MemorySegment name =
                        VkPhysicalDeviceProperties.deviceName(VkPhysicalDeviceProperties2.properties(properties));
                boolean timelines = VkPhysicalDeviceTimelineSemaphoreFeatures.timelineSemaphore(timeline) != 0;
                System.out.println(
                        name.getString(0) + (timelines ? ": timeline semaphores" : ": no timeline semaphores"));
            }
            MemorySegment destroy = address(procAddr, instance, "vkDestroyInstance", arena);
            PFN_vkDestroyInstance.invoke(destroy, instance, MemorySegment.NULL);
        }
    }

    private static MemorySegment address(MemorySegment procAddr, MemorySegment instance, String name, Arena arena) {
        return PFN_vkGetInstanceProcAddr.invoke(procAddr, instance, arena.allocateFrom(name));
    }

    private static void check(int result) {
        if (result != VK_SUCCESS()) {
            throw new IllegalStateException("Vulkan returned " + result);
        }
    }
}
