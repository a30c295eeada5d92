// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_DIRECT_DRIVER_LOADING_MODE_EXCLUSIVE_LUNARG;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_APPLICATION_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_DIRECT_DRIVER_LOADING_INFO_LUNARG;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_DIRECT_DRIVER_LOADING_LIST_LUNARG;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO;

import dev.moviemaker.UnsupportedException;
import dev.moviemaker.vulkan.call.InstanceFunctions;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkCreateInstance;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyInstance;
import dev.moviemaker.vulkan.raw.PFN_vkEnumeratePhysicalDevices;
import dev.moviemaker.vulkan.raw.VkApplicationInfo;
import dev.moviemaker.vulkan.raw.VkDirectDriverLoadingInfoLUNARG;
import dev.moviemaker.vulkan.raw.VkDirectDriverLoadingListLUNARG;
import dev.moviemaker.vulkan.raw.VkInstanceCreateInfo;
import dev.moviemaker.vulkan.std.VulkanExtensions;
import dev.moviemaker.vulkan.std.VulkanMacros;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A {@code VkInstance}: made and owned, or adopted from the caller and left alone at the end. */
public final class Instance implements AutoCloseable {
    private static final int ENUMERATE_PORTABILITY = 1;

    /** What Vulkan 1.0 does not bring by itself. */
    private static final Set<String> NEEDED = Set.of(
            "vkGetPhysicalDeviceFeatures2",
            "vkGetPhysicalDeviceFormatProperties2",
            "vkGetPhysicalDeviceMemoryProperties2",
            "vkGetPhysicalDeviceProperties2",
            "vkGetPhysicalDeviceQueueFamilyProperties2");

    private final CloseStack closer;
    private final MemorySegment handle;
    private final InstanceFunctions functions;
    private final int apiVersion;
    private final ProcAddresses addresses;

    private Instance(VulkanEntry entry, MemorySegment handle, int apiVersion, CloseStack closer) {
        this.closer = closer;
        this.handle = handle;
        this.apiVersion = apiVersion;
        addresses = entry.addresses(handle);
        this.functions = InstanceFunctions.of(addresses::find);
        ProcAddresses.require(functions, NEEDED);
    }

    /**
     * Uses an instance of the caller's.
     *
     * @param apiVersion the version that it was made for
     */
    public static Instance adopt(VulkanEntry entry, MemorySegment handle, int apiVersion) {
        return new Instance(entry, handle, apiVersion, new CloseStack());
    }

    /**
     * Makes an instance.
     *
     * @return to be closed
     * @throws dev.moviemaker.Av1EncoderException if that fails
     */
    public static Instance create(VulkanEntry entry, InstanceRequest request) {
        CloseStack closer = new CloseStack();
        try {
            return create(entry, request, closer);
        } catch (RuntimeException | Error e) {
            closer.close();
            throw e;
        }
    }

    private static Instance create(VulkanEntry entry, InstanceRequest request, CloseStack closer) {
        int version = apiVersion(entry);
        Set<String> offered = entry.instanceExtensions();
        Arena arena = closer.sharedArena();
        List<String> extensions = new ArrayList<>();
        MemorySegment info =
                Structs.make(arena, VkInstanceCreateInfo.layout(), VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO());
        VkInstanceCreateInfo.pApplicationInfo(info, application(arena, version));
        if (request.driver().isPresent()) {
            if (!offered.contains(VulkanExtensions.VK_LUNARG_DIRECT_DRIVER_LOADING_EXTENSION_NAME)) {
                throw new UnsupportedException(
                        "The Vulkan loader cannot use a driver of ours: it has no VK_LUNARG_direct_driver_loading"
                                + " (needs version 1.3.237)");
            }
            extensions.add(VulkanExtensions.VK_LUNARG_DIRECT_DRIVER_LOADING_EXTENSION_NAME);
            Structs.chain(info, driverList(arena, request.driver().get()));
        }
        if (offered.contains(VulkanExtensions.VK_KHR_PORTABILITY_ENUMERATION_EXTENSION_NAME)) {
            extensions.add(VulkanExtensions.VK_KHR_PORTABILITY_ENUMERATION_EXTENSION_NAME);
            VkInstanceCreateInfo.flags(info, ENUMERATE_PORTABILITY);
        }
        DebugMessenger messenger = request.messages()
                .map(consumer -> new DebugMessenger(arena, consumer))
                .orElse(null);
        if (messenger != null) {
            extensions.add(VulkanExtensions.VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
            Structs.chain(info, messenger.createInfo());
        }
        if (!request.switches().isEmpty()) {
            extensions.add(VulkanExtensions.VK_EXT_LAYER_SETTINGS_EXTENSION_NAME);
            Structs.chain(info, LayerSettings.write(arena, request.layers(), request.switches()));
        }
        VkInstanceCreateInfo.enabledLayerCount(info, request.layers().size());
        VkInstanceCreateInfo.ppEnabledLayerNames(info, Structs.strings(arena, request.layers()));
        VkInstanceCreateInfo.enabledExtensionCount(info, extensions.size());
        VkInstanceCreateInfo.ppEnabledExtensionNames(info, Structs.strings(arena, extensions));
        MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
        VulkanResult.check(
                "vkCreateInstance",
                PFN_vkCreateInstance.invoke(
                        entry.addresses().require("vkCreateInstance"), info, MemorySegment.NULL, out));
        MemorySegment handle = out.get(ValueLayout.ADDRESS, 0);
        MemorySegment destroy = entry.addresses(handle).require("vkDestroyInstance");
        closer.add(handle, () -> PFN_vkDestroyInstance.invoke(destroy, handle, MemorySegment.NULL));
        if (messenger != null) {
            closer.add(messenger, messenger.install(entry.addresses(handle), handle));
        }
        return new Instance(entry, handle, version, closer);
    }

    private static int apiVersion(VulkanEntry entry) {
        int version = entry.apiVersion();
        if (version < VulkanMacros.VK_API_VERSION_1_1) {
            throw new UnsupportedException("The Vulkan loader is of version %s; 1.1 or newer is needed"
                    .formatted(VulkanMacros.apiVersionString(version)));
        }
        return Math.min(version, VulkanMacros.VK_API_VERSION_1_3);
    }

    private static MemorySegment application(Arena arena, int version) {
        MemorySegment application =
                Structs.make(arena, VkApplicationInfo.layout(), VK_STRUCTURE_TYPE_APPLICATION_INFO());
        VkApplicationInfo.pApplicationName(application, arena.allocateFrom("Movie Maker AV1"));
        VkApplicationInfo.apiVersion(application, version);
        return application;
    }

    private static MemorySegment driverList(Arena arena, MemorySegment driver) {
        MemorySegment info = Structs.make(
                arena, VkDirectDriverLoadingInfoLUNARG.layout(), VK_STRUCTURE_TYPE_DIRECT_DRIVER_LOADING_INFO_LUNARG());
        VkDirectDriverLoadingInfoLUNARG.pfnGetInstanceProcAddr(info, driver);
        MemorySegment list = Structs.make(
                arena, VkDirectDriverLoadingListLUNARG.layout(), VK_STRUCTURE_TYPE_DIRECT_DRIVER_LOADING_LIST_LUNARG());
        VkDirectDriverLoadingListLUNARG.mode(list, VK_DIRECT_DRIVER_LOADING_MODE_EXCLUSIVE_LUNARG());
        VkDirectDriverLoadingListLUNARG.driverCount(list, 1);
        VkDirectDriverLoadingListLUNARG.pDrivers(list, info);
        return list;
    }

    /** Returns the handle. */
    public MemorySegment handle() {
        return handle;
    }

    /** Its commands. */
    public InstanceFunctions functions() {
        return functions;
    }

    /**
     * Returns a command that the table leaves out.
     *
     * @throws UnsupportedException if there is none
     */
    public MemorySegment command(String name) {
        return addresses.require(name);
    }

    /** Returns the version it was made for. */
    public int apiVersion() {
        return apiVersion;
    }

    /** Returns the devices of its drivers. */
    public List<MemorySegment> physicalDevices() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
            VulkanResult.check(
                    "vkEnumeratePhysicalDevices",
                    PFN_vkEnumeratePhysicalDevices.invoke(
                            functions.vkEnumeratePhysicalDevices(), handle, count, MemorySegment.NULL));
            int room = count.get(ValueLayout.JAVA_INT, 0);
            MemorySegment array = arena.allocate(ValueLayout.ADDRESS, Math.max(1, room));
            VulkanResult.check(
                    "vkEnumeratePhysicalDevices",
                    PFN_vkEnumeratePhysicalDevices.invoke(
                            functions.vkEnumeratePhysicalDevices(), handle, count, array));
            List<MemorySegment> devices = new ArrayList<>();
            for (int i = 0; i < Math.min(room, count.get(ValueLayout.JAVA_INT, 0)); i++) {
                devices.add(array.getAtIndex(ValueLayout.ADDRESS, i));
            }
            return devices;
        }
    }

    @Override
    public void close() {
        closer.close();
    }
}
