// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkEnumerateInstanceExtensionProperties;
import dev.moviemaker.vulkan.raw.PFN_vkEnumerateInstanceLayerProperties;
import dev.moviemaker.vulkan.raw.PFN_vkEnumerateInstanceVersion;
import dev.moviemaker.vulkan.raw.PFN_vkGetInstanceProcAddr;
import dev.moviemaker.vulkan.raw.VkExtensionProperties;
import dev.moviemaker.vulkan.raw.VkLayerProperties;
import dev.moviemaker.vulkan.std.VulkanMacros;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The start of everything: the command that finds all others. It comes from the loader library, or from a program that
 * has Vulkan already.
 *
 * @param getInstanceProcAddr address of the command of this name, valid as long as this is used
 */
public record VulkanEntry(MemorySegment getInstanceProcAddr) {

    /** Checks the address. */
    public VulkanEntry {
        if (getInstanceProcAddr.address() == 0) {
            throw new IllegalArgumentException("getInstanceProcAddr: NULL given, the address of a command needed");
        }
    }

    /** Commands of the loader itself. */
    ProcAddresses addresses() {
        return addresses(MemorySegment.NULL);
    }

    /** Commands of an instance. */
    ProcAddresses addresses(MemorySegment instance) {
        return command -> {
            try (Arena arena = Arena.ofConfined()) {
                return PFN_vkGetInstanceProcAddr.invoke(getInstanceProcAddr, instance, arena.allocateFrom(command));
            }
        };
    }

    /** Returns the highest API version that instances may ask for. */
    public int apiVersion() {
        MemorySegment command = addresses().find("vkEnumerateInstanceVersion");
        if (command.address() == 0) {
            return VulkanMacros.VK_API_VERSION_1_0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment version = arena.allocate(ValueLayout.JAVA_INT);
            VulkanResult.check("vkEnumerateInstanceVersion", PFN_vkEnumerateInstanceVersion.invoke(command, version));
            return version.get(ValueLayout.JAVA_INT, 0);
        }
    }

    /** Extensions that instances may enable. */
    public Set<String> instanceExtensions() {
        MemorySegment command = addresses().require("vkEnumerateInstanceExtensionProperties");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment array = Enumerations.list(
                    arena,
                    "vkEnumerateInstanceExtensionProperties",
                    VkExtensionProperties.layout(),
                    0,
                    (count, items) -> PFN_vkEnumerateInstanceExtensionProperties.invoke(
                            command, MemorySegment.NULL, count, items));
            Set<String> names = new LinkedHashSet<>();
            array.elements(VkExtensionProperties.layout())
                    .forEach(e -> names.add(Structs.string(VkExtensionProperties.extensionName(e))));
            return names;
        }
    }

    /** Layers that instances may enable. */
    public Set<String> layers() {
        MemorySegment command = addresses().require("vkEnumerateInstanceLayerProperties");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment array = Enumerations.list(
                    arena,
                    "vkEnumerateInstanceLayerProperties",
                    VkLayerProperties.layout(),
                    0,
                    (count, items) -> PFN_vkEnumerateInstanceLayerProperties.invoke(command, count, items));
            Set<String> names = new LinkedHashSet<>();
            array.elements(VkLayerProperties.layout())
                    .forEach(e -> names.add(Structs.string(VkLayerProperties.layerName(e))));
            return names;
        }
    }
}
