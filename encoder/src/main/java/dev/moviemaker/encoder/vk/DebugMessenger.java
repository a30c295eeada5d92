// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT;

import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkCreateDebugUtilsMessengerEXT;
import dev.moviemaker.vulkan.raw.PFN_vkDebugUtilsMessengerCallbackEXT;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyDebugUtilsMessengerEXT;
import dev.moviemaker.vulkan.raw.VkDebugUtilsMessengerCallbackDataEXT;
import dev.moviemaker.vulkan.raw.VkDebugUtilsMessengerCreateInfoEXT;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;

/** Hands the messages of layers and drivers to Java. Its stub lives as long as the instance's arena. */
final class DebugMessenger {
    private static final int SEVERITIES = DebugMessage.WARNING | DebugMessage.ERROR;
    private static final int TYPES = 0x7;
    private static final long MAX_TEXT = 1 << 16;

    private final MemorySegment createInfo;

    DebugMessenger(Arena arena, Consumer<DebugMessage> messages) {
        MemorySegment callback = PFN_vkDebugUtilsMessengerCallbackEXT.allocate(
                (severity, types, data, user) -> {
                    report(messages, severity, types, data);
                    return 0;
                },
                arena);
        createInfo = Structs.make(
                arena,
                VkDebugUtilsMessengerCreateInfoEXT.layout(),
                VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT());
        VkDebugUtilsMessengerCreateInfoEXT.messageSeverity(createInfo, SEVERITIES);
        VkDebugUtilsMessengerCreateInfoEXT.messageType(createInfo, TYPES);
        VkDebugUtilsMessengerCreateInfoEXT.pfnUserCallback(createInfo, callback);
    }

    /** To be chained to the instance's creation, so that messages of that come too. */
    MemorySegment createInfo() {
        return createInfo;
    }

    /** Makes the messenger of an instance and returns how to destroy it. */
    Runnable install(ProcAddresses addresses, MemorySegment instance) {
        MemorySegment create = addresses.require("vkCreateDebugUtilsMessengerEXT");
        MemorySegment destroy = addresses.require("vkDestroyDebugUtilsMessengerEXT");
        try (Arena arena = Arena.ofConfined()) {
            Structs.setNext(createInfo, MemorySegment.NULL);
            MemorySegment handle = arena.allocate(ValueLayout.JAVA_LONG);
            VulkanResult.check(
                    "vkCreateDebugUtilsMessengerEXT",
                    PFN_vkCreateDebugUtilsMessengerEXT.invoke(
                            create, instance, createInfo, MemorySegment.NULL, handle));
            long messenger = handle.get(ValueLayout.JAVA_LONG, 0);
            return () -> PFN_vkDestroyDebugUtilsMessengerEXT.invoke(destroy, instance, messenger, MemorySegment.NULL);
        }
    }

    /** An exception that left an upcall would end the virtual machine. */
    private static void report(Consumer<DebugMessage> messages, int severity, int types, MemorySegment data) {
        try {
            MemorySegment full = data.reinterpret(
                    VkDebugUtilsMessengerCallbackDataEXT.layout().byteSize());
            messages.accept(new DebugMessage(
                    severity,
                    types,
                    text(VkDebugUtilsMessengerCallbackDataEXT.pMessageIdName(full)),
                    text(VkDebugUtilsMessengerCallbackDataEXT.pMessage(full))));
        } catch (RuntimeException e) {
            System.getLogger(DebugMessenger.class.getName())
                    .log(System.Logger.Level.WARNING, "A Vulkan message could not be delivered", e);
        }
    }

    private static String text(MemorySegment pointer) {
        return pointer.address() == 0 ? "" : pointer.reinterpret(MAX_TEXT).getString(0);
    }
}
