package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.*;

import dev.moviemaker.encoder.vk.DebugMessage;
import dev.moviemaker.encoder.vk.Instance;
import dev.moviemaker.encoder.vk.Structs;
import dev.moviemaker.encoder.vk.VulkanEntry;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.raw.*;
import dev.moviemaker.vulkan.std.VulkanMacros;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An instance with the validation layer, core and synchronization checks on, that keeps what the layer says. */
final class TestInstance implements AutoCloseable {
    static final String LAYER = "VK_LAYER_KHRONOS_validation";

    private static final List<String> EXTENSIONS = List.of("VK_EXT_debug_utils", "VK_EXT_layer_settings");

    /** Without the second, accesses of shaders are not checked. */
    private static final List<String> SETTINGS = List.of("validate_sync", "syncval_shader_accesses_heuristic");

    private static final long MAX_TEXT = 1 << 16;

    private final Arena arena = Arena.ofShared();
    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    private final MemorySegment handle;
    private final MemorySegment entry;
    private final boolean validated;
    private final long messenger;
    private final Instance adopted;

    TestInstance(VulkanEntry loader, boolean validated) {
        entry = loader.getInstanceProcAddr();
        this.validated = validated && loader.layers().contains(LAYER);
        MemorySegment info =
                Structs.make(arena, VkInstanceCreateInfo.layout(), VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO());
        MemorySegment application =
                Structs.make(arena, VkApplicationInfo.layout(), VK_STRUCTURE_TYPE_APPLICATION_INFO());
        VkApplicationInfo.apiVersion(application, VulkanMacros.VK_API_VERSION_1_3);
        VkInstanceCreateInfo.pApplicationInfo(info, application);
        if (this.validated) {
            Structs.chain(info, settings());
            VkInstanceCreateInfo.enabledLayerCount(info, 1);
            VkInstanceCreateInfo.ppEnabledLayerNames(info, Structs.strings(arena, List.of(LAYER)));
            VkInstanceCreateInfo.enabledExtensionCount(info, EXTENSIONS.size());
            VkInstanceCreateInfo.ppEnabledExtensionNames(info, Structs.strings(arena, EXTENSIONS));
        }
        MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
        VulkanResult.check(
                "vkCreateInstance",
                PFN_vkCreateInstance.invoke(
                        address(MemorySegment.NULL, "vkCreateInstance"), info, MemorySegment.NULL, out));
        handle = out.get(ValueLayout.ADDRESS, 0);
        messenger = this.validated ? listen() : 0;
        adopted = Instance.adopt(loader, handle, VulkanMacros.VK_API_VERSION_1_3);
    }

    private MemorySegment settings() {
        MemorySegment layer = arena.allocateFrom(LAYER);
        MemorySegment on = arena.allocateFrom(ValueLayout.JAVA_INT, 1);
        MemorySegment array = arena.allocate(VkLayerSettingEXT.layout(), SETTINGS.size());
        for (int i = 0; i < SETTINGS.size(); i++) {
            MemorySegment setting = Structs.element(array, VkLayerSettingEXT.layout(), i);
            VkLayerSettingEXT.pLayerName(setting, layer);
            VkLayerSettingEXT.pSettingName(setting, arena.allocateFrom(SETTINGS.get(i)));
            VkLayerSettingEXT.type(setting, VK_LAYER_SETTING_TYPE_BOOL32_EXT());
            VkLayerSettingEXT.valueCount(setting, 1);
            VkLayerSettingEXT.pValues(setting, on);
        }
        MemorySegment settings = Structs.make(
                arena, VkLayerSettingsCreateInfoEXT.layout(), VK_STRUCTURE_TYPE_LAYER_SETTINGS_CREATE_INFO_EXT());
        VkLayerSettingsCreateInfoEXT.settingCount(settings, SETTINGS.size());
        VkLayerSettingsCreateInfoEXT.pSettings(settings, array);
        return settings;
    }

    private long listen() {
        MemorySegment info = Structs.make(
                arena,
                VkDebugUtilsMessengerCreateInfoEXT.layout(),
                VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT());
        VkDebugUtilsMessengerCreateInfoEXT.messageSeverity(info, DebugMessage.WARNING | DebugMessage.ERROR);
        VkDebugUtilsMessengerCreateInfoEXT.messageType(info, 7);
        VkDebugUtilsMessengerCreateInfoEXT.pfnUserCallback(
                info,
                PFN_vkDebugUtilsMessengerCallbackEXT.allocate(
                        (severity, types, data, user) -> {
                            MemorySegment full = data.reinterpret(VkDebugUtilsMessengerCallbackDataEXT.layout()
                                    .byteSize());
                            messages.add(VkDebugUtilsMessengerCallbackDataEXT.pMessage(full)
                                    .reinterpret(MAX_TEXT)
                                    .getString(0));
                            return 0;
                        },
                        arena));
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        VulkanResult.check(
                "vkCreateDebugUtilsMessengerEXT",
                PFN_vkCreateDebugUtilsMessengerEXT.invoke(
                        address(handle, "vkCreateDebugUtilsMessengerEXT"), handle, info, MemorySegment.NULL, out));
        return out.get(ValueLayout.JAVA_LONG, 0);
    }

    MemorySegment address(MemorySegment instance, String command) {
        try (Arena names = Arena.ofConfined()) {
            return PFN_vkGetInstanceProcAddr.invoke(entry, instance, names.allocateFrom(command));
        }
    }

    Instance instance() {
        return adopted;
    }

    boolean validated() {
        return validated;
    }

    /** What the layer has said since it was asked before. */
    List<String> takeMessages() {
        synchronized (messages) {
            List<String> taken = List.copyOf(messages);
            messages.clear();
            return taken;
        }
    }

    @Override
    public void close() {
        if (validated) {
            PFN_vkDestroyDebugUtilsMessengerEXT.invoke(
                    address(handle, "vkDestroyDebugUtilsMessengerEXT"), handle, messenger, MemorySegment.NULL);
        }
        PFN_vkDestroyInstance.invoke(address(handle, "vkDestroyInstance"), handle, MemorySegment.NULL);
        arena.close();
    }
}
