// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_DRIVER_PROPERTIES;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_ID_PROPERTIES;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SYNCHRONIZATION_2_FEATURES;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_TIMELINE_SEMAPHORE_FEATURES;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_AV1_FEATURES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_FEEDBACK_2_FEATURES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_INTRA_REFRESH_FEATURES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_QUANTIZATION_MAP_FEATURES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_RGB_CONVERSION_FEATURES_VALVE;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_MAINTENANCE_1_FEATURES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_QUEUE_FAMILY_PROPERTIES_2;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_QUEUE_FAMILY_QUERY_RESULT_STATUS_PROPERTIES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_QUEUE_FAMILY_VIDEO_PROPERTIES_KHR;

import dev.moviemaker.encoder.vk.Enumerations;
import dev.moviemaker.encoder.vk.Instance;
import dev.moviemaker.encoder.vk.UsageHints;
import dev.moviemaker.vulkan.call.InstanceFunctions;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkEnumerateDeviceExtensionProperties;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceFeatures2;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceProperties2;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceQueueFamilyProperties2;
import dev.moviemaker.vulkan.raw.VkExtensionProperties;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceDriverProperties;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceFeatures;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceFeatures2;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceIDProperties;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceProperties;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceProperties2;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceSynchronization2Features;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceTimelineSemaphoreFeatures;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVideoEncodeAV1FeaturesKHR;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVideoEncodeFeedback2FeaturesKHR;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVideoEncodeIntraRefreshFeaturesKHR;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVideoEncodeQuantizationMapFeaturesKHR;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVideoEncodeRgbConversionFeaturesVALVE;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVideoMaintenance1FeaturesKHR;
import dev.moviemaker.vulkan.raw.VkQueueFamilyProperties;
import dev.moviemaker.vulkan.raw.VkQueueFamilyProperties2;
import dev.moviemaker.vulkan.raw.VkQueueFamilyQueryResultStatusPropertiesKHR;
import dev.moviemaker.vulkan.raw.VkQueueFamilyVideoPropertiesKHR;
import dev.moviemaker.vulkan.std.VulkanExtensions;
import dev.moviemaker.vulkan.std.VulkanMacros;
import java.lang.foreign.Arena;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Reads who a device is, its extensions, queue families and features; {@link VideoProfileReader} reads the rest. */
public final class DeviceReader {
    private final InstanceFunctions functions;
    private final MemorySegment device;
    private final int index;

    private DeviceReader(InstanceFunctions functions, MemorySegment device, int index) {
        this.functions = functions;
        this.device = device;
        this.index = index;
    }

    /**
     * Reads all there is to know of a device.
     *
     * @param hints what streams are for; the driver may refuse that
     * @return never fails for what is merely absent
     */
    public static DeviceCapabilities read(Instance instance, MemorySegment device, int index, UsageHints hints) {
        return new DeviceReader(instance.functions(), device, index).read(instance, hints);
    }

    /**
     * Asks only what an instance has to be asked before a device is made on it, for validation layers: what the answers
     * are is known.
     */
    public static void introduce(Instance instance, MemorySegment device) {
        DeviceReader reader = new DeviceReader(instance.functions(), device, 0);
        try (Arena arena = Arena.ofConfined()) {
            List<QueueFamily> _ = reader.queueFamilies(arena, false);
            DeviceFeatures _ = reader.features(arena, Set.of(), 0);
        }
    }

    private DeviceCapabilities read(Instance instance, UsageHints hints) {
        try (Arena arena = Arena.ofConfined()) {
            Set<String> extensions = extensions(arena);
            DeviceIdentity identity = identity(arena);
            boolean video = extensions.contains(VulkanExtensions.VK_KHR_VIDEO_QUEUE_EXTENSION_NAME);
            List<QueueFamily> families = queueFamilies(arena, video);
            DeviceFeatures features =
                    features(arena, extensions, Math.min(identity.apiVersion(), instance.apiVersion()));
            VideoProfileReader profiles =
                    new VideoProfileReader(functions, device, extensions, families, features, hints);
            return new DeviceCapabilities(
                    identity,
                    extensions,
                    families,
                    features,
                    profiles.read(8, false),
                    profiles.read(10, false),
                    profiles.read(8, true),
                    profiles.read(10, true));
        }
    }

    private Set<String> extensions(Arena arena) {
        MemorySegment array = Enumerations.list(
                arena,
                "vkEnumerateDeviceExtensionProperties",
                VkExtensionProperties.layout(),
                0,
                (count, items) -> PFN_vkEnumerateDeviceExtensionProperties.invoke(
                        functions.vkEnumerateDeviceExtensionProperties(), device, MemorySegment.NULL, count, items));
        Set<String> names = new HashSet<>();
        array.elements(VkExtensionProperties.layout())
                .forEach(e -> names.add(Structs.string(VkExtensionProperties.extensionName(e))));
        return names;
    }

    private DeviceIdentity identity(Arena arena) {
        MemorySegment properties2 = Structs.make(
                arena, VkPhysicalDeviceProperties2.layout(), VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2());
        PFN_vkGetPhysicalDeviceProperties2.invoke(functions.vkGetPhysicalDeviceProperties2(), device, properties2);
        MemorySegment properties = VkPhysicalDeviceProperties2.properties(properties2);
        int version = VkPhysicalDeviceProperties.apiVersion(properties);
        MemorySegment id = Structs.make(
                arena, VkPhysicalDeviceIDProperties.layout(), VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_ID_PROPERTIES());
        MemorySegment driver = Structs.make(
                arena,
                VkPhysicalDeviceDriverProperties.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_DRIVER_PROPERTIES());
        if (version >= VulkanMacros.VK_API_VERSION_1_1) {
            Structs.chain(properties2, id);
        }
        if (version >= VulkanMacros.VK_API_VERSION_1_2) {
            Structs.chain(properties2, driver);
        }
        PFN_vkGetPhysicalDeviceProperties2.invoke(functions.vkGetPhysicalDeviceProperties2(), device, properties2);
        return new DeviceIdentity(
                index,
                Structs.string(VkPhysicalDeviceProperties.deviceName(properties)),
                VkPhysicalDeviceProperties.deviceType(properties),
                uuid(VkPhysicalDeviceIDProperties.deviceUUID(id)),
                VkPhysicalDeviceProperties.vendorID(properties),
                VkPhysicalDeviceProperties.deviceID(properties),
                version,
                VkPhysicalDeviceDriverProperties.driverID(driver),
                Structs.string(VkPhysicalDeviceDriverProperties.driverName(driver)),
                Structs.string(VkPhysicalDeviceDriverProperties.driverInfo(driver)),
                VkPhysicalDeviceProperties.driverVersion(properties));
    }

    private static String uuid(MemorySegment bytes) {
        String hex = HexFormat.of().formatHex(bytes.toArray(ValueLayout.JAVA_BYTE));
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
    }

    private List<QueueFamily> queueFamilies(Arena arena, boolean video) {
        MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
        MemorySegment command = functions.vkGetPhysicalDeviceQueueFamilyProperties2();
        PFN_vkGetPhysicalDeviceQueueFamilyProperties2.invoke(command, device, count, MemorySegment.NULL);
        int families = count.get(ValueLayout.JAVA_INT, 0);
        if (families == 0) {
            return List.of();
        }
        MemorySegment array = Structs.array(
                arena, VkQueueFamilyProperties2.layout(), VK_STRUCTURE_TYPE_QUEUE_FAMILY_PROPERTIES_2(), families);
        MemorySegment videos = Structs.array(
                arena,
                VkQueueFamilyVideoPropertiesKHR.layout(),
                VK_STRUCTURE_TYPE_QUEUE_FAMILY_VIDEO_PROPERTIES_KHR(),
                families);
        MemorySegment statuses = Structs.array(
                arena,
                VkQueueFamilyQueryResultStatusPropertiesKHR.layout(),
                VK_STRUCTURE_TYPE_QUEUE_FAMILY_QUERY_RESULT_STATUS_PROPERTIES_KHR(),
                families);
        for (int i = 0; video && i < families; i++) {
            Structs.chain(
                    Structs.element(array, VkQueueFamilyProperties2.layout(), i),
                    Structs.element(videos, VkQueueFamilyVideoPropertiesKHR.layout(), i),
                    Structs.element(statuses, VkQueueFamilyQueryResultStatusPropertiesKHR.layout(), i));
        }
        PFN_vkGetPhysicalDeviceQueueFamilyProperties2.invoke(command, device, count, array);
        List<QueueFamily> result = new ArrayList<>();
        for (int i = 0; i < Math.min(families, count.get(ValueLayout.JAVA_INT, 0)); i++) {
            MemorySegment properties = VkQueueFamilyProperties2.queueFamilyProperties(
                    Structs.element(array, VkQueueFamilyProperties2.layout(), i));
            result.add(new QueueFamily(
                    i,
                    VkQueueFamilyProperties.queueFlags(properties),
                    VkQueueFamilyProperties.queueCount(properties),
                    VkQueueFamilyProperties.timestampValidBits(properties),
                    VkQueueFamilyVideoPropertiesKHR.videoCodecOperations(
                            Structs.element(videos, VkQueueFamilyVideoPropertiesKHR.layout(), i)),
                    VkQueueFamilyQueryResultStatusPropertiesKHR.queryResultStatusSupport(
                                    Structs.element(statuses, VkQueueFamilyQueryResultStatusPropertiesKHR.layout(), i))
                            != 0));
        }
        return result;
    }

    /** A structure of features, asked for where the device knows it; else it stays zero. */
    private static MemorySegment known(
            Arena arena, MemorySegment features, boolean known, GroupLayout layout, int type) {
        MemorySegment structure = Structs.make(arena, layout, type);
        if (known) {
            Structs.chain(features, structure);
        }
        return structure;
    }

    private DeviceFeatures features(Arena arena, Set<String> extensions, int version) {
        MemorySegment features =
                Structs.make(arena, VkPhysicalDeviceFeatures2.layout(), VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2());
        FeatureStructs structs = chain(arena, features, extensions, version);
        PFN_vkGetPhysicalDeviceFeatures2.invoke(functions.vkGetPhysicalDeviceFeatures2(), device, features);
        return new DeviceFeatures(
                VkPhysicalDeviceSynchronization2Features.synchronization2(structs.sync) != 0,
                VkPhysicalDeviceTimelineSemaphoreFeatures.timelineSemaphore(structs.timeline) != 0,
                VkPhysicalDeviceVideoEncodeAV1FeaturesKHR.videoEncodeAV1(structs.av1) != 0,
                VkPhysicalDeviceVideoMaintenance1FeaturesKHR.videoMaintenance1(structs.maintenance1) != 0,
                VkPhysicalDeviceFeatures.shaderStorageImageExtendedFormats(VkPhysicalDeviceFeatures2.features(features))
                        != 0,
                VkPhysicalDeviceVideoEncodeRgbConversionFeaturesVALVE.videoEncodeRgbConversion(structs.rgb) != 0,
                VkPhysicalDeviceVideoEncodeQuantizationMapFeaturesKHR.videoEncodeQuantizationMap(structs.map) != 0,
                VkPhysicalDeviceVideoEncodeIntraRefreshFeaturesKHR.videoEncodeIntraRefresh(structs.refresh) != 0,
                VkPhysicalDeviceVideoEncodeFeedback2FeaturesKHR.videoEncodeFeedback2(structs.feedback) != 0);
    }

    private record FeatureStructs(
            MemorySegment sync,
            MemorySegment timeline,
            MemorySegment av1,
            MemorySegment maintenance1,
            MemorySegment rgb,
            MemorySegment map,
            MemorySegment refresh,
            MemorySegment feedback) {}

    private static FeatureStructs chain(Arena arena, MemorySegment features, Set<String> extensions, int version) {
        MemorySegment sync = known(
                arena,
                features,
                version >= VulkanMacros.VK_API_VERSION_1_3
                        || extensions.contains(VulkanExtensions.VK_KHR_SYNCHRONIZATION_2_EXTENSION_NAME),
                VkPhysicalDeviceSynchronization2Features.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SYNCHRONIZATION_2_FEATURES());
        MemorySegment timeline = known(
                arena,
                features,
                version >= VulkanMacros.VK_API_VERSION_1_2
                        || extensions.contains(VulkanExtensions.VK_KHR_TIMELINE_SEMAPHORE_EXTENSION_NAME),
                VkPhysicalDeviceTimelineSemaphoreFeatures.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_TIMELINE_SEMAPHORE_FEATURES());
        MemorySegment av1 = known(
                arena,
                features,
                extensions.contains(VulkanExtensions.VK_KHR_VIDEO_ENCODE_AV1_EXTENSION_NAME),
                VkPhysicalDeviceVideoEncodeAV1FeaturesKHR.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_AV1_FEATURES_KHR());
        MemorySegment maintenance1 = known(
                arena,
                features,
                extensions.contains(VulkanExtensions.VK_KHR_VIDEO_MAINTENANCE_1_EXTENSION_NAME),
                VkPhysicalDeviceVideoMaintenance1FeaturesKHR.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_MAINTENANCE_1_FEATURES_KHR());
        MemorySegment rgb = known(
                arena,
                features,
                extensions.contains(VulkanExtensions.VK_VALVE_VIDEO_ENCODE_RGB_CONVERSION_EXTENSION_NAME),
                VkPhysicalDeviceVideoEncodeRgbConversionFeaturesVALVE.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_RGB_CONVERSION_FEATURES_VALVE());
        MemorySegment map = known(
                arena,
                features,
                extensions.contains(VulkanExtensions.VK_KHR_VIDEO_ENCODE_QUANTIZATION_MAP_EXTENSION_NAME),
                VkPhysicalDeviceVideoEncodeQuantizationMapFeaturesKHR.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_QUANTIZATION_MAP_FEATURES_KHR());
        MemorySegment feedback = known(
                arena,
                features,
                extensions.contains(VulkanExtensions.VK_KHR_VIDEO_ENCODE_FEEDBACK_2_EXTENSION_NAME),
                VkPhysicalDeviceVideoEncodeFeedback2FeaturesKHR.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_FEEDBACK_2_FEATURES_KHR());
        MemorySegment refresh = known(
                arena,
                features,
                extensions.contains(VulkanExtensions.VK_KHR_VIDEO_ENCODE_INTRA_REFRESH_EXTENSION_NAME),
                VkPhysicalDeviceVideoEncodeIntraRefreshFeaturesKHR.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_INTRA_REFRESH_FEATURES_KHR());
        return new FeatureStructs(sync, timeline, av1, maintenance1, rgb, map, refresh, feedback);
    }
}
