// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.share;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_ID_PROPERTIES;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2;

import dev.moviemaker.encoder.vk.Instance;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceProperties2;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceIDProperties;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceProperties2;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What tells whether two APIs mean the same device, 16 bytes each. */
record DeviceIds(MemorySegment deviceUuid, MemorySegment driverUuid) {

    static DeviceIds read(Instance instance, MemorySegment physical) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment properties = Structs.make(
                    arena, VkPhysicalDeviceProperties2.layout(), VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2());
            MemorySegment ids = Structs.make(
                    arena, VkPhysicalDeviceIDProperties.layout(), VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_ID_PROPERTIES());
            Structs.chain(properties, ids);
            PFN_vkGetPhysicalDeviceProperties2.invoke(
                    instance.functions().vkGetPhysicalDeviceProperties2(), physical, properties);
            return new DeviceIds(
                    copy(VkPhysicalDeviceIDProperties.deviceUUID(ids)),
                    copy(VkPhysicalDeviceIDProperties.driverUUID(ids)));
        }
    }

    private static MemorySegment copy(MemorySegment uuid) {
        return MemorySegment.ofArray(uuid.toArray(ValueLayout.JAVA_BYTE));
    }

    byte[] device() {
        return deviceUuid.toArray(ValueLayout.JAVA_BYTE);
    }

    byte[] driver() {
        return driverUuid.toArray(ValueLayout.JAVA_BYTE);
    }
}
