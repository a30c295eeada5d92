// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.base.Chains;
import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.objects.CommandBuffer;
import dev.moviemaker.emulator.objects.DeviceQueue;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.emulator.objects.PhysicalDevice;
import dev.moviemaker.emulator.queue.BaseQueue;
import dev.moviemaker.emulator.queue.EncodeQueue;
import dev.moviemaker.vulkan.call.DeviceFunctions;
import dev.moviemaker.vulkan.call.InstanceFunctions;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Making and ending devices, and their queues. */
final class DeviceCalls {
    private DeviceCalls() {}

    static void register(Stubs instance, Stubs device) {
        instance.replace(
                "vkCreateDevice",
                PFN_vkCreateDevice::allocate,
                (physical, info, allocator, out) ->
                        Guard.result("vkCreateDevice", physical, () -> create(physical, info, allocator, out)));
        PFN_vkGetDeviceProcAddr.Function find =
                (handle, name) -> Guard.address("vkGetDeviceProcAddr", handle, () -> find(handle, name));
        instance.replace("vkGetDeviceProcAddr", PFN_vkGetDeviceProcAddr::allocate, find);
        device.replace("vkGetDeviceProcAddr", PFN_vkGetDeviceProcAddr::allocate, find);
        device.replace(
                "vkDestroyDevice",
                PFN_vkDestroyDevice::allocate,
                (handle, allocator) -> Guard.run("vkDestroyDevice", handle, () -> destroy(handle, allocator)));
        device.replace(
                "vkGetDeviceQueue",
                PFN_vkGetDeviceQueue::allocate,
                (handle, family, index, out) ->
                        Guard.run("vkGetDeviceQueue", handle, () -> queue(handle, family, index, out)));
        device.replace(
                "vkGetDeviceQueue2",
                PFN_vkGetDeviceQueue2::allocate,
                (handle, info, out) -> Guard.run("vkGetDeviceQueue2", handle, () -> queue2(handle, info, out)));
        device.replace(
                "vkDeviceWaitIdle",
                PFN_vkDeviceWaitIdle::allocate,
                handle -> Guard.result("vkDeviceWaitIdle", handle, () -> waitIdle(Handles.DEVICES.get(handle))));
    }

    private static MemorySegment find(MemorySegment handle, MemorySegment address) {
        EmulatedDevice device = Handles.DEVICES.get(handle);
        MemorySegment base = PFN_vkGetDeviceProcAddr.invoke(device.functions().vkGetDeviceProcAddr(), handle, address);
        return EntryPoints.findForDevice(device.driver(), device.video(), Structs.string(address, 256), base);
    }

    private static int create(MemorySegment physical, MemorySegment info, MemorySegment allocator, MemorySegment out) {
        PhysicalDevice on = Handles.PHYSICAL_DEVICES.get(physical);
        InstanceFunctions base = on.instance().functions();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = Structs.copy(arena, info, VkDeviceCreateInfo.layout());
            boolean video = filterExtensions(on, arena, copy);
            EmulatedDevice.Queues queues = filterQueues(on, arena, copy);
            video |= queues.encode() > 0;
            Set<Integer> features = new HashSet<>();
            if (!on.baseExtensions().contains("VK_KHR_video_encode_av1")) {
                features.add(Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_AV1_FEATURES_KHR());
            }
            boolean rgbConversion = VideoFeature.RGB_CONVERSION.isWanted(on, info);
            for (VideoFeature feature : VideoFeature.values()) {
                if (!on.baseExtensions().contains(feature.extension())) {
                    features.add(feature.structureType());
                    boolean _ = feature.isWanted(on, info);
                }
            }
            Chains.cut(arena, copy, features);
            int result = PFN_vkCreateDevice.invoke(base.vkCreateDevice(), physical, copy, allocator, out);
            if (result == 0) {
                MemorySegment handle =
                        MemorySegment.ofAddress(out.get(ValueLayout.ADDRESS, 0).address());
                Handles.DEVICES.put(
                        handle,
                        new EmulatedDevice(on, handle, DeviceFunctions.of(base, handle), video, rgbConversion, queues));
                on.driver().count("Device", 1);
            }
            return result;
        }
    }

    /**
     * Takes the added extensions out of the list, unless the base driver has them; whether video encode was among them.
     */
    private static boolean filterExtensions(PhysicalDevice on, Arena arena, MemorySegment info) {
        int count = VkDeviceCreateInfo.enabledExtensionCount(info);
        Set<String> added = PhysicalDeviceCalls.added(on).keySet();
        boolean video = false;
        MemorySegment kept = arena.allocate(ValueLayout.ADDRESS, Math.max(1, count));
        int left = 0;
        for (int i = 0; i < count; i++) {
            MemorySegment address =
                    VkDeviceCreateInfo.ppEnabledExtensionNames(info).getAtIndex(Vulkan.C_POINTER, i);
            String name = Structs.string(address, 256);
            video |= name.equals("VK_KHR_video_encode_av1");
            if (on.baseExtensions().contains(name) || !added.contains(name)) {
                kept.setAtIndex(ValueLayout.ADDRESS, left++, address);
            }
        }
        VkDeviceCreateInfo.enabledExtensionCount(info, left);
        VkDeviceCreateInfo.ppEnabledExtensionNames(info, kept);
        return video;
    }

    /**
     * Takes the added family out of the queues, and makes sure of a queue that its copies can run on. The queues that
     * were asked for.
     */
    private static EmulatedDevice.Queues filterQueues(PhysicalDevice on, Arena arena, MemorySegment info) {
        int count = VkDeviceCreateInfo.queueCreateInfoCount(info);
        MemorySegment kept = VkDeviceQueueCreateInfo.allocateArray(count + 1L, arena);
        int left = 0;
        int encode = 0;
        int encodeFlags = 0;
        boolean carrier = false;
        for (int i = 0; i < count; i++) {
            MemorySegment queue = VkDeviceQueueCreateInfo.asSlice(VkDeviceCreateInfo.pQueueCreateInfos(info), i);
            int family = VkDeviceQueueCreateInfo.queueFamilyIndex(queue);
            carrier |= family == on.carrierFamily();
            if (family == on.encodeFamily()) {
                encode = VkDeviceQueueCreateInfo.queueCount(queue);
                encodeFlags = VkDeviceQueueCreateInfo.flags(queue);
            } else {
                MemorySegment.copy(
                        queue, 0, VkDeviceQueueCreateInfo.asSlice(kept, left++), 0, VkDeviceQueueCreateInfo.sizeof());
            }
        }
        int offered = on.profile().queueFamily().queueCount();
        if (encode > offered) {
            throw new Guard.Refusal(
                    ResultCode.INITIALIZATION_FAILED, encode + " queues of the encode family, it has " + offered);
        }
        if (!carrier) {
            MemorySegment queue = VkDeviceQueueCreateInfo.asSlice(kept, left++);
            VkDeviceQueueCreateInfo.sType(queue, Vulkan.VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO());
            VkDeviceQueueCreateInfo.queueFamilyIndex(queue, on.carrierFamily());
            VkDeviceQueueCreateInfo.queueCount(queue, 1);
            VkDeviceQueueCreateInfo.pQueuePriorities(queue, arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1.0f));
        }
        VkDeviceCreateInfo.queueCreateInfoCount(info, left);
        VkDeviceCreateInfo.pQueueCreateInfos(info, kept);
        return new EmulatedDevice.Queues(encode, encodeFlags, carrier);
    }

    private static void destroy(MemorySegment handle, MemorySegment allocator) {
        EmulatedDevice device = Handles.DEVICES.find(handle);
        if (device == null) {
            return;
        }
        device.close();
        Handles.DEVICES.remove(handle);
        for (CommandBuffer buffer : Handles.COMMAND_BUFFERS.all()) {
            if (buffer.device() == device) {
                Handles.COMMAND_BUFFERS.remove(buffer.handle());
            }
        }
        PFN_vkDestroyDevice.invoke(device.functions().vkDestroyDevice(), handle, allocator);
        device.driver().count("Device", -1);
    }

    private static void queue(MemorySegment handle, int family, int index, MemorySegment out) {
        EmulatedDevice device = Handles.DEVICES.get(handle);
        if (isCreated(device, family, index, device.created().encodeFlags(), out)) {
            if (family == device.physical().encodeFamily()) {
                out.set(ValueLayout.ADDRESS, 0, encodeQueue(device, index).handle());
            } else {
                PFN_vkGetDeviceQueue.invoke(device.functions().vkGetDeviceQueue(), handle, family, index, out);
                remember(device, out);
            }
        }
    }

    private static void queue2(MemorySegment handle, MemorySegment info, MemorySegment out) {
        EmulatedDevice device = Handles.DEVICES.get(handle);
        int family = VkDeviceQueueInfo2.queueFamilyIndex(info);
        int index = VkDeviceQueueInfo2.queueIndex(info);
        if (isCreated(device, family, index, VkDeviceQueueInfo2.flags(info), out)) {
            if (family == device.physical().encodeFamily()) {
                out.set(ValueLayout.ADDRESS, 0, encodeQueue(device, index).handle());
            } else {
                PFN_vkGetDeviceQueue2.invoke(device.functions().vkGetDeviceQueue2(), handle, info, out);
                remember(device, out);
            }
        }
    }

    /**
     * Whether the application made the device with this queue; if not, it gets a null handle. Families of the base
     * driver are its own business.
     */
    private static boolean isCreated(EmulatedDevice device, int family, int index, int flags, MemorySegment out) {
        EmulatedDevice.Queues created = device.created();
        boolean encode = family == device.physical().encodeFamily();
        boolean hidden = family == device.physical().carrierFamily() && !created.carrier();
        boolean there = encode
                ? Integer.compareUnsigned(index, created.encode()) < 0 && flags == created.encodeFlags()
                : !hidden;
        if (!there) {
            device.violation(
                    Rule.QUEUE_NOT_CREATED,
                    "queue " + index + " of family " + family + " with flags " + flags + "; the device was made with "
                            + (encode ? created.encode() : 0) + " of that family");
            out.set(ValueLayout.ADDRESS, 0, MemorySegment.NULL);
        }
        return there;
    }

    private static void remember(EmulatedDevice device, MemorySegment out) {
        MemorySegment queue = out.get(ValueLayout.ADDRESS, 0);
        if (queue.address() != 0) {
            BaseQueue.of(device, queue);
        }
    }

    private static EncodeQueue encodeQueue(EmulatedDevice device, int index) {
        synchronized (device) {
            List<EncodeQueue> queues = device.queues().stream()
                    .filter(EncodeQueue.class::isInstance)
                    .map(EncodeQueue.class::cast)
                    .toList();
            if (index < queues.size()) {
                return queues.get(index);
            }
            EncodeQueue queue = queues.isEmpty() ? null : queues.getLast();
            for (int i = queues.size(); i <= index; i++) {
                queue = new EncodeQueue(device, carrier(device));
                device.queues().add(queue);
            }
            return java.util.Objects.requireNonNull(queue);
        }
    }

    private static BaseQueue carrier(EmulatedDevice device) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            PFN_vkGetDeviceQueue.invoke(
                    device.functions().vkGetDeviceQueue(),
                    device.handle(),
                    device.physical().carrierFamily(),
                    0,
                    out);
            return BaseQueue.of(device, out.get(ValueLayout.ADDRESS, 0));
        }
    }

    private static int waitIdle(EmulatedDevice device) {
        for (DeviceQueue queue : device.queues()) {
            queue.drain();
        }
        // What a worker handed over may have released something held back, so once more for the base queues.
        for (DeviceQueue queue : device.queues()) {
            queue.drain();
        }
        if (device.lost()) {
            return ResultCode.DEVICE_LOST;
        }
        int result = 0;
        for (DeviceQueue queue : device.queues()) {
            if (queue instanceof BaseQueue base && result == 0) {
                result = base.waitIdle();
            }
        }
        return result != 0
                ? result
                : PFN_vkDeviceWaitIdle.invoke(device.functions().vkDeviceWaitIdle(), device.handle());
    }
}
