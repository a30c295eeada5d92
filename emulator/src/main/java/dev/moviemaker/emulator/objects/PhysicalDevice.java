// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.vulkan.call.InstanceFunctions;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkEnumerateDeviceExtensionProperties;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceFormatProperties;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceMemoryProperties;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceQueueFamilyProperties;
import dev.moviemaker.vulkan.raw.VkExtensionProperties;
import dev.moviemaker.vulkan.raw.VkFormatProperties;
import dev.moviemaker.vulkan.raw.VkMemoryType;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceMemoryProperties;
import dev.moviemaker.vulkan.raw.VkQueueFamilyProperties;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A physical device of the base driver with the added queue family behind its own.
 *
 * @param baseFamilies   number of queue families that the base driver has
 * @param carrierFamily  the base driver's family on which copies for the added family run
 * @param baseExtensions device extensions that the base driver has
 * @param bitDepths      those of the profile for whose pictures the base driver has images
 */
public record PhysicalDevice(
        EmulatedInstance instance,
        MemorySegment handle,
        int baseFamilies,
        int carrierFamily,
        int carrierTimestampBits,
        List<Integer> memoryTypeFlags,
        Set<String> baseExtensions,
        List<Integer> bitDepths) {
    private static final int TRANSFER_CAPABLE = 1 | 2;

    /** Looks at a physical device of the base driver. */
    public static PhysicalDevice of(EmulatedInstance instance, MemorySegment handle) {
        InstanceFunctions base = instance.functions();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
            PFN_vkGetPhysicalDeviceQueueFamilyProperties.invoke(
                    base.vkGetPhysicalDeviceQueueFamilyProperties(), handle, count, MemorySegment.NULL);
            int families = count.get(ValueLayout.JAVA_INT, 0);
            MemorySegment properties = VkQueueFamilyProperties.allocateArray(families, arena);
            PFN_vkGetPhysicalDeviceQueueFamilyProperties.invoke(
                    base.vkGetPhysicalDeviceQueueFamilyProperties(), handle, count, properties);
            int carrier = 0;
            while (carrier < families - 1
                    && (VkQueueFamilyProperties.queueFlags(VkQueueFamilyProperties.asSlice(properties, carrier))
                                    & TRANSFER_CAPABLE)
                            == 0) {
                carrier++;
            }
            int timestampBits =
                    VkQueueFamilyProperties.timestampValidBits(VkQueueFamilyProperties.asSlice(properties, carrier));
            return new PhysicalDevice(
                    instance,
                    handle,
                    families,
                    carrier,
                    timestampBits,
                    memoryTypes(arena, base, handle),
                    extensions(arena, base, handle),
                    bitDepths(arena, instance, handle));
        }
    }

    /**
     * Pictures are copied to and from the base driver's images; one that cannot (lavapipe of Debian 12) would leave
     * noise in them.
     */
    private static List<Integer> bitDepths(Arena arena, EmulatedInstance instance, MemorySegment handle) {
        int copied = Vulkan.VK_FORMAT_FEATURE_TRANSFER_SRC_BIT() | Vulkan.VK_FORMAT_FEATURE_TRANSFER_DST_BIT();
        List<Integer> depths = new ArrayList<>();
        for (int depth : instance.driver().profile().bitDepths()) {
            PictureFormat format = PictureFormat.yuv(depth);
            MemorySegment properties = VkFormatProperties.allocate(arena);
            PFN_vkGetPhysicalDeviceFormatProperties.invoke(
                    instance.functions().vkGetPhysicalDeviceFormatProperties(), handle, format.code(), properties);
            if ((VkFormatProperties.optimalTilingFeatures(properties) & copied) == copied) {
                depths.add(depth);
            } else {
                instance.driver()
                        .log()
                        .error(
                                "vkEnumeratePhysicalDevices",
                                new IllegalStateException("no video profile of " + depth
                                        + " bit: the base driver has no images of format " + format));
            }
        }
        return List.copyOf(depths);
    }

    private static List<Integer> memoryTypes(Arena arena, InstanceFunctions base, MemorySegment handle) {
        MemorySegment memory = VkPhysicalDeviceMemoryProperties.allocate(arena);
        PFN_vkGetPhysicalDeviceMemoryProperties.invoke(base.vkGetPhysicalDeviceMemoryProperties(), handle, memory);
        Integer[] flags = new Integer[VkPhysicalDeviceMemoryProperties.memoryTypeCount(memory)];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = VkMemoryType.propertyFlags(VkPhysicalDeviceMemoryProperties.memoryTypes(memory, i));
        }
        return List.of(flags);
    }

    private static Set<String> extensions(Arena arena, InstanceFunctions base, MemorySegment handle) {
        MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
        MemorySegment function = base.vkEnumerateDeviceExtensionProperties();
        PFN_vkEnumerateDeviceExtensionProperties.invoke(
                function, handle, MemorySegment.NULL, count, MemorySegment.NULL);
        MemorySegment list =
                VkExtensionProperties.allocateArray(Math.max(1, count.get(ValueLayout.JAVA_INT, 0)), arena);
        PFN_vkEnumerateDeviceExtensionProperties.invoke(function, handle, MemorySegment.NULL, count, list);
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < count.get(ValueLayout.JAVA_INT, 0); i++) {
            names.add(Structs.string(VkExtensionProperties.extensionName(VkExtensionProperties.asSlice(list, i)), 256));
        }
        return names;
    }

    /** The driver. */
    public Driver driver() {
        return instance.driver();
    }

    /** The profile that is played. */
    public DriverProfile profile() {
        return instance.driver().profile();
    }

    /**
     * Whether the base driver can be asked about video profiles: Mesa's drivers give addresses that lead nowhere for
     * commands they lack.
     */
    public boolean baseHasVideo() {
        return baseExtensions.contains("VK_KHR_video_queue");
    }

    /** Index of the added queue family. */
    public int encodeFamily() {
        return baseFamilies;
    }

    /** A family of the base driver that stands for {@code family}: itself, or the carrier for the added one. */
    public int baseFamily(int family) {
        return family == baseFamilies ? carrierFamily : family;
    }
}
