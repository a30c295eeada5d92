// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An instance with one driver, with the loader and validation layers or without, and its functions. */
public final class Vk implements AutoCloseable {
    /** How the driver is reached. */
    public enum Way {
        /** Through the loader. */
        LOADER,
        /** Through the loader with validation layers. */
        VALIDATED,
        /** Without a loader. */
        DIRECT
    }

    final Arena arena = Arena.ofShared();
    final MemorySegment instance;
    final MemorySegment physical;
    private final MemorySegment getInstanceProcAddr;
    private final Map<String, MemorySegment> functions = new ConcurrentHashMap<>();
    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    private final long messenger;
    private @Nullable MemorySegment device;

    /** Makes an instance; {@code driver} is a driver's vk_icdGetInstanceProcAddr. */
    public Vk(MemorySegment driver, Way way) {
        getInstanceProcAddr = way == Way.DIRECT
                ? driver
                : SymbolLookup.libraryLookup("libvulkan.so.1", Arena.global())
                        .find("vkGetInstanceProcAddr")
                        .orElseThrow();
        MemorySegment info = VkInstanceCreateInfo.allocate(arena);
        VkInstanceCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO());
        MemorySegment app = VkApplicationInfo.allocate(arena);
        VkApplicationInfo.sType(app, Vulkan.VK_STRUCTURE_TYPE_APPLICATION_INFO());
        VkApplicationInfo.apiVersion(app, 1 << 22 | 3 << 12);
        VkInstanceCreateInfo.pApplicationInfo(info, app);
        if (way != Way.DIRECT) {
            MemorySegment entry = VkDirectDriverLoadingInfoLUNARG.allocate(arena);
            VkDirectDriverLoadingInfoLUNARG.sType(entry, Vulkan.VK_STRUCTURE_TYPE_DIRECT_DRIVER_LOADING_INFO_LUNARG());
            VkDirectDriverLoadingInfoLUNARG.pfnGetInstanceProcAddr(entry, driver);
            MemorySegment list = VkDirectDriverLoadingListLUNARG.allocate(arena);
            VkDirectDriverLoadingListLUNARG.sType(list, Vulkan.VK_STRUCTURE_TYPE_DIRECT_DRIVER_LOADING_LIST_LUNARG());
            VkDirectDriverLoadingListLUNARG.mode(list, Vulkan.VK_DIRECT_DRIVER_LOADING_MODE_EXCLUSIVE_LUNARG());
            VkDirectDriverLoadingListLUNARG.driverCount(list, 1);
            VkDirectDriverLoadingListLUNARG.pDrivers(list, entry);
            VkInstanceCreateInfo.pNext(info, list);
            List<String> extensions = way == Way.VALIDATED
                    ? List.of("VK_LUNARG_direct_driver_loading", "VK_EXT_debug_utils")
                    : List.of("VK_LUNARG_direct_driver_loading");
            VkInstanceCreateInfo.enabledExtensionCount(info, extensions.size());
            VkInstanceCreateInfo.ppEnabledExtensionNames(info, strings(extensions));
            if (way == Way.VALIDATED) {
                VkInstanceCreateInfo.enabledLayerCount(info, 1);
                VkInstanceCreateInfo.ppEnabledLayerNames(info, strings(List.of("VK_LAYER_KHRONOS_validation")));
            }
        }
        MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
        check(
                "vkCreateInstance",
                PFN_vkCreateInstance.invoke(
                        resolve(MemorySegment.NULL, "vkCreateInstance"), info, MemorySegment.NULL, out));
        instance = out.get(ValueLayout.ADDRESS, 0);
        messenger = way == Way.VALIDATED ? listen() : 0;
        MemorySegment count = arena.allocateFrom(ValueLayout.JAVA_INT, 1);
        PFN_vkEnumeratePhysicalDevices.invoke(f("vkEnumeratePhysicalDevices"), instance, count, out);
        physical = out.get(ValueLayout.ADDRESS, 0);
    }

    private long listen() {
        MemorySegment info = VkDebugUtilsMessengerCreateInfoEXT.allocate(arena);
        VkDebugUtilsMessengerCreateInfoEXT.sType(
                info, Vulkan.VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT());
        VkDebugUtilsMessengerCreateInfoEXT.messageSeverity(info, 0x1100);
        VkDebugUtilsMessengerCreateInfoEXT.messageType(info, 7);
        VkDebugUtilsMessengerCreateInfoEXT.pfnUserCallback(
                info,
                PFN_vkDebugUtilsMessengerCallbackEXT.allocate(
                        (severity, types, data, user) -> {
                            messages.add(VkDebugUtilsMessengerCallbackDataEXT.pMessage(data)
                                    .getString(0));
                            return 0;
                        },
                        arena));
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        check(
                "vkCreateDebugUtilsMessengerEXT",
                PFN_vkCreateDebugUtilsMessengerEXT.invoke(
                        f("vkCreateDebugUtilsMessengerEXT"), instance, info, MemorySegment.NULL, out));
        return out.get(ValueLayout.JAVA_LONG, 0);
    }

    /** What the device calls itself, with its driver's version as a number. */
    public String deviceName() {
        MemorySegment properties = VkPhysicalDeviceProperties.allocate(arena);
        PFN_vkGetPhysicalDeviceProperties.invoke(f("vkGetPhysicalDeviceProperties"), physical, properties);
        return VkPhysicalDeviceProperties.deviceName(properties).getString(0) + ", driver 0x"
                + Integer.toHexString(VkPhysicalDeviceProperties.driverVersion(properties));
    }

    /** Messages of the validation layers so far. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    MemorySegment strings(List<String> texts) {
        MemorySegment array = arena.allocate(ValueLayout.ADDRESS, texts.size());
        for (int i = 0; i < texts.size(); i++) {
            array.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(texts.get(i)));
        }
        return array;
    }

    private MemorySegment resolve(MemorySegment on, String name) {
        try (Arena local = Arena.ofConfined()) {
            return PFN_vkGetInstanceProcAddr.invoke(getInstanceProcAddr, on, local.allocateFrom(name));
        }
    }

    /** From now on device-level functions are looked up on the device. */
    void useDevice(MemorySegment made) {
        device = made;
        functions.clear();
    }

    /** A function by name. */
    MemorySegment f(String name) {
        return functions.computeIfAbsent(name, this::find);
    }

    private MemorySegment find(String name) {
        MemorySegment on = device;
        if (on != null) {
            try (Arena local = Arena.ofConfined()) {
                MemorySegment found = PFN_vkGetDeviceProcAddr.invoke(
                        resolve(instance, "vkGetDeviceProcAddr"), on, local.allocateFrom(name));
                if (found.address() != 0) {
                    return found;
                }
            }
        }
        MemorySegment found = resolve(instance, name);
        if (found.address() == 0) {
            throw new IllegalStateException(name + " is missing");
        }
        return found;
    }

    static void check(String call, int result) {
        if (result < 0) {
            throw new VulkanFailure(call, result);
        }
    }

    /** A call that returned an error. */
    public static final class VulkanFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String call;
        private final int result;

        VulkanFailure(String call, int result) {
            super(call + " returned " + result);
            this.call = call;
            this.result = result;
        }

        /** The call. */
        public String call() {
            return call;
        }

        /** Its VkResult. */
        public int result() {
            return result;
        }
    }

    @Override
    public void close() {
        device = null;
        functions.clear();
        if (messenger != 0) {
            PFN_vkDestroyDebugUtilsMessengerEXT.invoke(
                    f("vkDestroyDebugUtilsMessengerEXT"), instance, messenger, MemorySegment.NULL);
        }
        PFN_vkDestroyInstance.invoke(f("vkDestroyInstance"), instance, MemorySegment.NULL);
        arena.close();
    }
}
