// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SYNCHRONIZATION_2_FEATURES;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_TIMELINE_SEMAPHORE_FEATURES;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_AV1_FEATURES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_FEEDBACK_2_FEATURES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_INTRA_REFRESH_FEATURES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_QUANTIZATION_MAP_FEATURES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_RGB_CONVERSION_FEATURES_VALVE;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_MAINTENANCE_1_FEATURES_KHR;

import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VulkanDevice;
import dev.moviemaker.vulkan.call.DeviceFunctions;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkCreateDevice;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyDevice;
import dev.moviemaker.vulkan.raw.PFN_vkDeviceWaitIdle;
import dev.moviemaker.vulkan.raw.PFN_vkGetDeviceProcAddr;
import dev.moviemaker.vulkan.raw.PFN_vkGetDeviceQueue;
import dev.moviemaker.vulkan.raw.VkDeviceCreateInfo;
import dev.moviemaker.vulkan.raw.VkDeviceQueueCreateInfo;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceFeatures;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceFeatures2;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceSynchronization2Features;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceTimelineSemaphoreFeatures;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVideoEncodeAV1FeaturesKHR;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVideoEncodeFeedback2FeaturesKHR;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVideoEncodeIntraRefreshFeaturesKHR;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVideoEncodeQuantizationMapFeaturesKHR;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVideoEncodeRgbConversionFeaturesVALVE;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVideoMaintenance1FeaturesKHR;
import java.lang.foreign.Arena;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** A {@code VkDevice}: made and owned, or adopted from the caller and left alone at the end. */
public final class Device implements AutoCloseable {
    /** What Vulkan 1.1 does not bring by itself. */
    private static final Set<String> NEEDED =
            Set.of("vkQueueSubmit2", "vkCmdPipelineBarrier2", "vkWaitSemaphores", "vkGetSemaphoreCounterValue");

    private static final Set<String> NEEDED_TO_CODE = Set.of(
            "vkCreateVideoSessionKHR",
            "vkDestroyVideoSessionKHR",
            "vkGetVideoSessionMemoryRequirementsKHR",
            "vkBindVideoSessionMemoryKHR",
            "vkCreateVideoSessionParametersKHR",
            "vkDestroyVideoSessionParametersKHR",
            "vkGetEncodedVideoSessionParametersKHR",
            "vkCmdBeginVideoCodingKHR",
            "vkCmdEndVideoCodingKHR",
            "vkCmdControlVideoCodingKHR",
            "vkCmdEncodeVideoKHR");

    /** Where structures with one feature have it. */
    private static final long ONLY_FEATURE = 16;

    private final MemorySegment handle;
    private final MemorySegment physical;
    private final DeviceFunctions functions;
    private final boolean codes;
    private final MemoryTypes memoryTypes;
    private final Map<Integer, MemorySegment> queues;
    private final Lock queueLock;
    private final boolean owned;
    private final ProcAddresses addresses;
    private boolean closed;

    /** With one queue of each family: its index by the family's. */
    private Device(
            Instance instance,
            MemorySegment physical,
            MemorySegment handle,
            Map<Integer, Integer> queueIndices,
            Lock queueLock,
            boolean owned) {
        this.handle = handle;
        this.physical = physical;
        this.queueLock = queueLock;
        this.owned = owned;
        functions = DeviceFunctions.of(instance.functions(), handle);
        addresses = addresses(instance, handle);
        ProcAddresses.require(functions, NEEDED);
        codes = functions.vkCreateVideoSessionKHR().address() != 0;
        if (codes) {
            ProcAddresses.require(functions, NEEDED_TO_CODE);
        }
        memoryTypes = MemoryTypes.read(instance.functions(), physical);
        queues = queueIndices.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, q -> queue(q.getKey(), q.getValue())));
    }

    private MemorySegment queue(int family, int index) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            PFN_vkGetDeviceQueue.invoke(functions.vkGetDeviceQueue(), handle, family, index, out);
            MemorySegment queue = out.get(ValueLayout.ADDRESS, 0);
            if (queue.address() == 0) {
                throw new UnsupportedException(
                        "The Vulkan device was made without queue %d of family %d".formatted(index, family));
            }
            return queue;
        }
    }

    /**
     * Uses a device of the caller's.
     *
     * @throws UnsupportedException if it lacks a command or a queue
     */
    public static Device adopt(Instance instance, VulkanDevice device) {
        Map<Integer, Integer> queues = new HashMap<>();
        queues.put(device.computeQueue().family(), device.computeQueue().index());
        queues.put(device.encodeQueue().family(), device.encodeQueue().index());
        return new Device(
                instance,
                MemorySegment.ofAddress(device.physicalDevice()),
                MemorySegment.ofAddress(device.device()),
                queues,
                device.queueLock(),
                false);
    }

    /**
     * Returns whether a device of the caller's has a command, under either name.
     *
     * @return false if the extension that brings it is not enabled
     */
    public static boolean hasCommand(Instance instance, VulkanDevice device, String command, String alias) {
        return addresses(instance, MemorySegment.ofAddress(device.device()))
                        .findEither(command, alias)
                        .address()
                != 0;
    }

    /**
     * Makes a device.
     *
     * @return to be closed before the instance
     * @throws dev.moviemaker.Av1EncoderException if that fails
     */
    public static Device create(Instance instance, MemorySegment physical, DeviceRequest request) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            VulkanResult.check(
                    "vkCreateDevice",
                    PFN_vkCreateDevice.invoke(
                            instance.functions().vkCreateDevice(),
                            physical,
                            createInfo(arena, request),
                            MemorySegment.NULL,
                            out));
            MemorySegment handle = out.get(ValueLayout.ADDRESS, 0);
            try {
                Map<Integer, Integer> queues =
                        request.families().stream().collect(Collectors.toMap(family -> family, family -> 0));
                return new Device(instance, physical, handle, queues, new ReentrantLock(), true);
            } catch (RuntimeException | Error e) {
                MemorySegment destroy = addresses(instance, handle).find("vkDestroyDevice");
                if (destroy.address() != 0) {
                    PFN_vkDestroyDevice.invoke(destroy, handle, MemorySegment.NULL);
                }
                throw e;
            }
        }
    }

    private static MemorySegment createInfo(Arena arena, DeviceRequest request) {
        MemorySegment info = Structs.make(arena, VkDeviceCreateInfo.layout(), VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO());
        MemorySegment queues = Structs.array(
                arena,
                VkDeviceQueueCreateInfo.layout(),
                VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO(),
                request.families().size());
        MemorySegment priority = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1f);
        int next = 0;
        for (int family : request.families()) {
            MemorySegment queue = Structs.element(queues, VkDeviceQueueCreateInfo.layout(), next++);
            VkDeviceQueueCreateInfo.queueFamilyIndex(queue, family);
            VkDeviceQueueCreateInfo.queueCount(queue, 1);
            VkDeviceQueueCreateInfo.pQueuePriorities(queue, priority);
        }
        VkDeviceCreateInfo.queueCreateInfoCount(info, next);
        VkDeviceCreateInfo.pQueueCreateInfos(info, queues);
        VkDeviceCreateInfo.enabledExtensionCount(info, request.extensions().size());
        VkDeviceCreateInfo.ppEnabledExtensionNames(info, Structs.strings(arena, request.extensions()));
        features(arena, request, info);
        return info;
    }

    /** Chains what is to be enabled. */
    private static void features(Arena arena, DeviceRequest request, MemorySegment info) {
        MemorySegment features =
                Structs.make(arena, VkPhysicalDeviceFeatures2.layout(), VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2());
        VkPhysicalDeviceFeatures.shaderStorageImageExtendedFormats(
                VkPhysicalDeviceFeatures2.features(features), request.storageImageExtendedFormats() ? 1 : 0);
        MemorySegment sync = Structs.make(
                arena,
                VkPhysicalDeviceSynchronization2Features.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SYNCHRONIZATION_2_FEATURES());
        VkPhysicalDeviceSynchronization2Features.synchronization2(sync, 1);
        MemorySegment timeline = Structs.make(
                arena,
                VkPhysicalDeviceTimelineSemaphoreFeatures.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_TIMELINE_SEMAPHORE_FEATURES());
        VkPhysicalDeviceTimelineSemaphoreFeatures.timelineSemaphore(timeline, 1);
        MemorySegment av1 = Structs.make(
                arena,
                VkPhysicalDeviceVideoEncodeAV1FeaturesKHR.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_AV1_FEATURES_KHR());
        VkPhysicalDeviceVideoEncodeAV1FeaturesKHR.videoEncodeAV1(av1, 1);
        Structs.chain(info, features, sync, timeline, av1);
        optionalFeatures(arena, request, info);
    }

    private static void optionalFeatures(Arena arena, DeviceRequest request, MemorySegment info) {
        feature(
                arena,
                info,
                request.maintenance1(),
                VkPhysicalDeviceVideoMaintenance1FeaturesKHR.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_MAINTENANCE_1_FEATURES_KHR());
        feature(
                arena,
                info,
                request.rgbConversion(),
                VkPhysicalDeviceVideoEncodeRgbConversionFeaturesVALVE.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_RGB_CONVERSION_FEATURES_VALVE());
        feature(
                arena,
                info,
                request.quantizationMap(),
                VkPhysicalDeviceVideoEncodeQuantizationMapFeaturesKHR.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_QUANTIZATION_MAP_FEATURES_KHR());
        feature(
                arena,
                info,
                request.intraRefresh(),
                VkPhysicalDeviceVideoEncodeIntraRefreshFeaturesKHR.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_INTRA_REFRESH_FEATURES_KHR());
        feature(
                arena,
                info,
                request.feedback2(),
                VkPhysicalDeviceVideoEncodeFeedback2FeaturesKHR.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_FEEDBACK_2_FEATURES_KHR());
    }

    /** Chains a structure of features that has only one, enabled. */
    private static void feature(Arena arena, MemorySegment info, boolean enabled, GroupLayout layout, int type) {
        if (enabled) {
            MemorySegment structure = Structs.make(arena, layout, type);
            structure.set(ValueLayout.JAVA_INT, ONLY_FEATURE, 1);
            Structs.chain(info, structure);
        }
    }

    private static ProcAddresses addresses(Instance instance, MemorySegment handle) {
        return command -> {
            try (Arena arena = Arena.ofConfined()) {
                return PFN_vkGetDeviceProcAddr.invoke(
                        instance.functions().vkGetDeviceProcAddr(), handle, arena.allocateFrom(command));
            }
        };
    }

    /** Returns the handle. */
    public MemorySegment handle() {
        return handle;
    }

    /** Whose device it is. */
    public MemorySegment physical() {
        return physical;
    }

    /**
     * Returns the device's commands.
     *
     * @return their addresses; those of video are 0 if the device was made without
     */
    public DeviceFunctions functions() {
        return functions;
    }

    /**
     * Returns a command that the table leaves out.
     *
     * @throws UnsupportedException if the device has none of this name
     */
    public MemorySegment command(String name) {
        return addresses.require(name);
    }

    /**
     * Returns the device's commands, those of video among them.
     *
     * @throws UnsupportedException if the device was made without the video extensions
     */
    public DeviceFunctions video() {
        if (!codes) {
            throw new UnsupportedException("The Vulkan device was made without VK_KHR_video_queue");
        }
        return functions;
    }

    /** Its memory. */
    public MemoryTypes memoryTypes() {
        return memoryTypes;
    }

    /**
     * Returns the queue of a family.
     *
     * @param family one that the device was made with or adopted for
     * @return {@code VkQueue}, to be used under {@link #queueLock()}
     */
    public MemorySegment queue(int family) {
        MemorySegment queue = queues.get(family);
        if (queue == null) {
            throw new IllegalArgumentException("family: %d given, %s allowed".formatted(family, queues.keySet()));
        }
        return queue;
    }

    /**
     * Held around every use of a queue.
     *
     * @return one for all queues; with an adopted device the caller holds it too
     */
    public Lock queueLock() {
        return queueLock;
    }

    /**
     * Waits until nothing runs on it. Does nothing with an adopted device, where other things run that the caller may
     * have to go on with.
     */
    public int waitIdle() {
        return owned ? PFN_vkDeviceWaitIdle.invoke(functions.vkDeviceWaitIdle(), handle) : ResultCode.SUCCESS;
    }

    @Override
    public void close() {
        if (owned && !closed) {
            closed = true;
            PFN_vkDestroyDevice.invoke(functions.vkDestroyDevice(), handle, MemorySegment.NULL);
        }
    }
}
