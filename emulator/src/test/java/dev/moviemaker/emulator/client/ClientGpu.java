// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A device with one encode queue, and the objects the client makes on it, destroyed in the opposite order. */
final class ClientGpu implements AutoCloseable {
    final Vk vk;
    final Arena arena;
    final MemorySegment device;
    final MemorySegment queue;
    private final Deque<Undo> undo = new ArrayDeque<>();
    private final int[] memoryTypes;
    private final Hooks hooks;
    private final Map<Long, Long> memories = new HashMap<>();

    ClientGpu(Vk vk, Caps caps, Settings settings, Hooks hooks, Arena arena) {
        this.vk = vk;
        this.arena = arena;
        this.hooks = hooks;
        MemorySegment av1 = VkPhysicalDeviceVideoEncodeAV1FeaturesKHR.allocate(arena);
        VkPhysicalDeviceVideoEncodeAV1FeaturesKHR.sType(
                av1, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_AV1_FEATURES_KHR());
        VkPhysicalDeviceVideoEncodeAV1FeaturesKHR.videoEncodeAV1(av1, 1);
        if (settings.isRgb()) {
            MemorySegment rgb = VkPhysicalDeviceVideoEncodeRgbConversionFeaturesVALVE.allocate(arena);
            VkPhysicalDeviceVideoEncodeRgbConversionFeaturesVALVE.sType(
                    rgb, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_RGB_CONVERSION_FEATURES_VALVE());
            VkPhysicalDeviceVideoEncodeRgbConversionFeaturesVALVE.videoEncodeRgbConversion(rgb, 1);
            VkPhysicalDeviceVideoEncodeAV1FeaturesKHR.pNext(av1, rgb);
        }
        if (settings.texels != null) {
            MemorySegment maps = VkPhysicalDeviceVideoEncodeQuantizationMapFeaturesKHR.allocate(arena);
            VkPhysicalDeviceVideoEncodeQuantizationMapFeaturesKHR.sType(
                    maps, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_QUANTIZATION_MAP_FEATURES_KHR());
            VkPhysicalDeviceVideoEncodeQuantizationMapFeaturesKHR.videoEncodeQuantizationMap(maps, 1);
            VkPhysicalDeviceVideoEncodeQuantizationMapFeaturesKHR.pNext(
                    maps, VkPhysicalDeviceVideoEncodeAV1FeaturesKHR.pNext(av1));
            VkPhysicalDeviceVideoEncodeAV1FeaturesKHR.pNext(av1, maps);
        }
        settings.extras.enableFeatures(arena, av1);
        MemorySegment maintenance = VkPhysicalDeviceVideoMaintenance1FeaturesKHR.allocate(arena);
        VkPhysicalDeviceVideoMaintenance1FeaturesKHR.sType(
                maintenance, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_MAINTENANCE_1_FEATURES_KHR());
        VkPhysicalDeviceVideoMaintenance1FeaturesKHR.videoMaintenance1(maintenance, 1);
        VkPhysicalDeviceVideoMaintenance1FeaturesKHR.pNext(maintenance, av1);
        MemorySegment thirteen = VkPhysicalDeviceVulkan13Features.allocate(arena);
        VkPhysicalDeviceVulkan13Features.sType(
                thirteen, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_FEATURES());
        VkPhysicalDeviceVulkan13Features.synchronization2(thirteen, 1);
        VkPhysicalDeviceVulkan13Features.pNext(thirteen, caps.maintenance1 ? maintenance : av1);
        MemorySegment twelve = VkPhysicalDeviceVulkan12Features.allocate(arena);
        VkPhysicalDeviceVulkan12Features.sType(twelve, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES());
        VkPhysicalDeviceVulkan12Features.timelineSemaphore(twelve, 1);
        VkPhysicalDeviceVulkan12Features.pNext(twelve, thirteen);
        MemorySegment queueInfo = VkDeviceQueueCreateInfo.allocate(arena);
        VkDeviceQueueCreateInfo.sType(queueInfo, Vulkan.VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO());
        VkDeviceQueueCreateInfo.queueFamilyIndex(queueInfo, caps.encodeFamily);
        VkDeviceQueueCreateInfo.queueCount(queueInfo, 1);
        VkDeviceQueueCreateInfo.pQueuePriorities(queueInfo, arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1f));
        hooks.run(Hooks.Place.QUEUES, 0, queueInfo);
        List<String> names =
                new ArrayList<>(List.of("VK_KHR_video_queue", "VK_KHR_video_encode_queue", "VK_KHR_video_encode_av1"));
        if (caps.maintenance1) {
            names.add("VK_KHR_video_maintenance1");
        }
        if (settings.texels != null) {
            names.add("VK_KHR_video_encode_quantization_map");
        }
        names.addAll(settings.extras.extensions());
        if (settings.remapped) {
            names.add("VK_KHR_map_memory2");
        }
        if (settings.isRgb()) {
            names.add("VK_VALVE_video_encode_rgb_conversion");
        }
        MemorySegment info = VkDeviceCreateInfo.allocate(arena);
        VkDeviceCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO());
        VkDeviceCreateInfo.pNext(info, twelve);
        VkDeviceCreateInfo.queueCreateInfoCount(info, 1);
        VkDeviceCreateInfo.pQueueCreateInfos(info, queueInfo);
        VkDeviceCreateInfo.enabledExtensionCount(info, names.size());
        VkDeviceCreateInfo.ppEnabledExtensionNames(info, vk.strings(names));
        MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
        Vk.check(
                "vkCreateDevice",
                PFN_vkCreateDevice.invoke(vk.f("vkCreateDevice"), vk.physical, info, MemorySegment.NULL, out));
        device = out.get(ValueLayout.ADDRESS, 0);
        MemorySegment memory = VkPhysicalDeviceMemoryProperties.allocate(arena);
        PFN_vkGetPhysicalDeviceMemoryProperties.invoke(
                vk.f("vkGetPhysicalDeviceMemoryProperties"), vk.physical, memory);
        memoryTypes = new int[VkPhysicalDeviceMemoryProperties.memoryTypeCount(memory)];
        for (int i = 0; i < memoryTypes.length; i++) {
            memoryTypes[i] = VkMemoryType.propertyFlags(VkPhysicalDeviceMemoryProperties.memoryTypes(memory, i));
        }
        vk.useDevice(device);
        PFN_vkGetDeviceQueue.invoke(vk.f("vkGetDeviceQueue"), device, caps.encodeFamily, 0, out);
        queue = out.get(ValueLayout.ADDRESS, 0);
    }

    /** How an object is destroyed. */
    private record Undo(long handle, Runnable action) {}

    void undo(long handle, Runnable action) {
        undo.push(new Undo(handle, action));
    }

    /** Destroys an object now instead of at the end. */
    void destroy(long handle) {
        Undo found =
                undo.stream().filter(one -> one.handle() == handle).findFirst().orElseThrow();
        undo.remove(found);
        found.action().run();
    }

    /** Never destroys an object. */
    void leak(long handle) {
        undo.removeIf(one -> one.handle() == handle);
    }

    long handle(String call, java.util.function.ToIntFunction<MemorySegment> create) {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment out = local.allocate(ValueLayout.JAVA_LONG);
            Vk.check(call, create.applyAsInt(out));
            return out.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    long allocate(int typeBits, long size, int wanted) {
        int type = 0;
        while ((typeBits >> type & 1) == 0 || (memoryTypes[type] & wanted) != wanted) {
            type++;
        }
        try (Arena local = Arena.ofConfined()) {
            MemorySegment info = VkMemoryAllocateInfo.allocate(local);
            VkMemoryAllocateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO());
            VkMemoryAllocateInfo.allocationSize(info, size);
            VkMemoryAllocateInfo.memoryTypeIndex(info, type);
            long memory = handle(
                    "vkAllocateMemory",
                    out -> PFN_vkAllocateMemory.invoke(
                            vk.f("vkAllocateMemory"), device, info, MemorySegment.NULL, out));
            undo(memory, () -> PFN_vkFreeMemory.invoke(vk.f("vkFreeMemory"), device, memory, MemorySegment.NULL));
            return memory;
        }
    }

    /** A buffer with memory; its mapping. */
    record Mapped(long buffer, long memory, MemorySegment bytes) {}

    Mapped buffer(MemorySegment info) {
        long buffer = handle(
                "vkCreateBuffer",
                out -> PFN_vkCreateBuffer.invoke(vk.f("vkCreateBuffer"), device, info, MemorySegment.NULL, out));
        undo(buffer, () -> PFN_vkDestroyBuffer.invoke(vk.f("vkDestroyBuffer"), device, buffer, MemorySegment.NULL));
        MemorySegment requirements = VkMemoryRequirements.allocate(arena);
        PFN_vkGetBufferMemoryRequirements.invoke(vk.f("vkGetBufferMemoryRequirements"), device, buffer, requirements);
        long size = VkMemoryRequirements.size(requirements);
        long memory = allocate(VkMemoryRequirements.memoryTypeBits(requirements), size, 6);
        Vk.check(
                "vkBindBufferMemory",
                PFN_vkBindBufferMemory.invoke(vk.f("vkBindBufferMemory"), device, buffer, memory, 0));
        MemorySegment address = arena.allocate(ValueLayout.ADDRESS);
        Vk.check(
                "vkMapMemory",
                PFN_vkMapMemory.invoke(vk.f("vkMapMemory"), device, memory, 0, Vulkan.VK_WHOLE_SIZE(), 0, address));
        return new Mapped(buffer, memory, address.get(ValueLayout.ADDRESS, 0).reinterpret(size));
    }

    /** Maps a buffer's memory again. */
    MemorySegment map(Arena local, Mapped buffer) {
        MemorySegment info = VkMemoryMapInfo.allocate(local);
        VkMemoryMapInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_MEMORY_MAP_INFO());
        VkMemoryMapInfo.memory(info, buffer.memory());
        VkMemoryMapInfo.size(info, Vulkan.VK_WHOLE_SIZE());
        MemorySegment address = local.allocate(ValueLayout.ADDRESS);
        Vk.check("vkMapMemory2KHR", PFN_vkMapMemory2.invoke(vk.f("vkMapMemory2KHR"), device, info, address));
        return address.get(ValueLayout.ADDRESS, 0).reinterpret(buffer.bytes().byteSize());
    }

    /** Ends a mapping. */
    void unmap(Arena local, Mapped buffer) {
        MemorySegment info = VkMemoryUnmapInfo.allocate(local);
        VkMemoryUnmapInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_MEMORY_UNMAP_INFO());
        VkMemoryUnmapInfo.memory(info, buffer.memory());
        Vk.check("vkUnmapMemory2KHR", PFN_vkUnmapMemory2.invoke(vk.f("vkUnmapMemory2KHR"), device, info));
    }

    long image(MemorySegment info) {
        long image = handle(
                "vkCreateImage",
                out -> PFN_vkCreateImage.invoke(vk.f("vkCreateImage"), device, info, MemorySegment.NULL, out));
        undo(image, () -> PFN_vkDestroyImage.invoke(vk.f("vkDestroyImage"), device, image, MemorySegment.NULL));
        MemorySegment requirements = VkMemoryRequirements.allocate(arena);
        PFN_vkGetImageMemoryRequirements.invoke(vk.f("vkGetImageMemoryRequirements"), device, image, requirements);
        long memory =
                allocate(VkMemoryRequirements.memoryTypeBits(requirements), VkMemoryRequirements.size(requirements), 0);
        memories.put(image, memory);
        MemorySegment bound = arena.allocateFrom(ValueLayout.JAVA_LONG, image);
        hooks.run(Hooks.Place.IMAGE_MEMORY, memories.size(), bound);
        if (bound.get(ValueLayout.JAVA_LONG, 0) != 0) {
            Vk.check(
                    "vkBindImageMemory",
                    PFN_vkBindImageMemory.invoke(vk.f("vkBindImageMemory"), device, image, memory, 0));
        }
        return image;
    }

    /** The memory made for an image. */
    long memoryOf(long image) {
        return Objects.requireNonNull(memories.get(image));
    }

    long view(long image, int format, int firstLayer, int layers) {
        MemorySegment info = VkImageViewCreateInfo.allocate(arena);
        VkImageViewCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO());
        VkImageViewCreateInfo.image(info, image);
        VkImageViewCreateInfo.format(info, format);
        VkImageViewCreateInfo.viewType(
                info, layers == 1 ? Vulkan.VK_IMAGE_VIEW_TYPE_2D() : Vulkan.VK_IMAGE_VIEW_TYPE_2D_ARRAY());
        range(VkImageViewCreateInfo.subresourceRange(info), firstLayer, layers);
        long view = handle(
                "vkCreateImageView",
                out -> PFN_vkCreateImageView.invoke(vk.f("vkCreateImageView"), device, info, MemorySegment.NULL, out));
        undo(view, () -> PFN_vkDestroyImageView.invoke(vk.f("vkDestroyImageView"), device, view, MemorySegment.NULL));
        return view;
    }

    static void range(MemorySegment range, int firstLayer, int layers) {
        VkImageSubresourceRange.aspectMask(range, Vulkan.VK_IMAGE_ASPECT_COLOR_BIT());
        VkImageSubresourceRange.levelCount(range, 1);
        VkImageSubresourceRange.baseArrayLayer(range, firstLayer);
        VkImageSubresourceRange.layerCount(range, layers);
    }

    @Override
    public void close() {
        PFN_vkDeviceWaitIdle.invoke(vk.f("vkDeviceWaitIdle"), device);
        while (!undo.isEmpty()) {
            undo.pop().action().run();
        }
        PFN_vkDestroyDevice.invoke(vk.f("vkDestroyDevice"), device, MemorySegment.NULL);
    }
}
