// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.objects.EmulatedInstance;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.emulator.objects.PhysicalDevice;
import dev.moviemaker.emulator.profile.DriverProfile.Identity;
import dev.moviemaker.emulator.profile.DriverProfile.KnownFault;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Instances and physical devices: the added queue family, extensions and features. */
final class PhysicalDeviceCalls {
    /**
     * {@code VK_STRUCTURE_TYPE_QUEUE_FAMILY_OWNERSHIP_TRANSFER_PROPERTIES_KHR} of VK_KHR_maintenance9, which the
     * bindings leave out.
     */
    private static final int OWNERSHIP_TRANSFER_PROPERTIES = 1000584002;
    /** Offset of its {@code optimalImageTransferToQueueFamilies}. */
    private static final long OPTIMAL_FAMILIES = 16;

    private PhysicalDeviceCalls() {}

    static void register(Stubs stubs) {
        stubs.replace(
                "vkDestroyInstance",
                PFN_vkDestroyInstance::allocate,
                (instance, allocator) ->
                        Guard.run("vkDestroyInstance", instance, () -> destroyInstance(instance, allocator)));
        stubs.replace(
                "vkEnumeratePhysicalDevices",
                PFN_vkEnumeratePhysicalDevices::allocate,
                (instance, count, devices) -> Guard.result(
                        "vkEnumeratePhysicalDevices", instance, () -> enumerate(instance, count, devices)));
        stubs.replace(
                "vkEnumeratePhysicalDeviceGroups",
                PFN_vkEnumeratePhysicalDeviceGroups::allocate,
                (instance, count, groups) -> Guard.result(
                        "vkEnumeratePhysicalDeviceGroups", instance, () -> enumerateGroups(instance, count, groups)));
        stubs.replace(
                "vkGetPhysicalDeviceQueueFamilyProperties",
                PFN_vkGetPhysicalDeviceQueueFamilyProperties::allocate,
                (physical, count, out) -> Guard.run(
                        "vkGetPhysicalDeviceQueueFamilyProperties", physical, () -> families(physical, count, out)));
        stubs.replace(
                "vkGetPhysicalDeviceQueueFamilyProperties2",
                PFN_vkGetPhysicalDeviceQueueFamilyProperties2::allocate,
                (physical, count, out) -> Guard.run(
                        "vkGetPhysicalDeviceQueueFamilyProperties2", physical, () -> families2(physical, count, out)));
        stubs.replace(
                "vkEnumerateDeviceExtensionProperties",
                PFN_vkEnumerateDeviceExtensionProperties::allocate,
                (physical, layer, count, out) -> Guard.result(
                        "vkEnumerateDeviceExtensionProperties",
                        physical,
                        () -> extensions(physical, layer, count, out)));
        stubs.replace(
                "vkGetPhysicalDeviceFeatures2",
                PFN_vkGetPhysicalDeviceFeatures2::allocate,
                (physical, features) ->
                        Guard.run("vkGetPhysicalDeviceFeatures2", physical, () -> features(physical, features)));
        stubs.replace(
                "vkGetPhysicalDeviceProperties",
                PFN_vkGetPhysicalDeviceProperties::allocate,
                PhysicalDeviceCalls::getPhysicalDeviceProperties);
        stubs.replace(
                "vkGetPhysicalDeviceProperties2",
                PFN_vkGetPhysicalDeviceProperties2::allocate,
                (physical, out) ->
                        Guard.run("vkGetPhysicalDeviceProperties2", physical, () -> properties2(physical, out)));
    }

    private static void getPhysicalDeviceProperties(MemorySegment physical, MemorySegment out) {
        Guard.run("vkGetPhysicalDeviceProperties", physical, () -> {
            PhysicalDevice device = Handles.PHYSICAL_DEVICES.get(physical);
            PFN_vkGetPhysicalDeviceProperties.invoke(
                    device.instance().functions().vkGetPhysicalDeviceProperties(), physical, out);
            identify(device.profile().identity(), out);
        });
    }

    private static void destroyInstance(MemorySegment handle, MemorySegment allocator) {
        EmulatedInstance instance = Handles.INSTANCES.remove(handle);
        if (instance != null) {
            for (PhysicalDevice device : Handles.PHYSICAL_DEVICES.all()) {
                if (device.instance().handle().address() == handle.address()) {
                    Handles.PHYSICAL_DEVICES.remove(device.handle());
                }
            }
            PFN_vkDestroyInstance.invoke(instance.functions().vkDestroyInstance(), handle, allocator);
            instance.driver().count("Instance", -1);
        }
    }

    private static int enumerate(MemorySegment handle, MemorySegment count, MemorySegment devices) {
        EmulatedInstance instance = Handles.INSTANCES.get(handle);
        int result = PFN_vkEnumeratePhysicalDevices.invoke(
                instance.functions().vkEnumeratePhysicalDevices(), handle, count, devices);
        if (devices.address() != 0 && result >= 0) {
            for (int i = 0; i < count.get(ValueLayout.JAVA_INT, 0); i++) {
                remember(instance, devices.getAtIndex(ValueLayout.ADDRESS, i));
            }
        }
        return result;
    }

    private static int enumerateGroups(MemorySegment handle, MemorySegment count, MemorySegment groups) {
        EmulatedInstance instance = Handles.INSTANCES.get(handle);
        int result = PFN_vkEnumeratePhysicalDeviceGroups.invoke(
                instance.functions().vkEnumeratePhysicalDeviceGroups(), handle, count, groups);
        if (groups.address() != 0 && result >= 0) {
            for (int i = 0; i < count.get(ValueLayout.JAVA_INT, 0); i++) {
                MemorySegment group = VkPhysicalDeviceGroupProperties.asSlice(groups, i);
                for (int j = 0; j < VkPhysicalDeviceGroupProperties.physicalDeviceCount(group); j++) {
                    remember(instance, VkPhysicalDeviceGroupProperties.physicalDevices(group, j));
                }
            }
        }
        return result;
    }

    private static void remember(EmulatedInstance instance, MemorySegment device) {
        synchronized (instance) {
            if (Handles.PHYSICAL_DEVICES.find(device) == null) {
                MemorySegment handle = MemorySegment.ofAddress(device.address());
                Handles.PHYSICAL_DEVICES.put(handle, PhysicalDevice.of(instance, handle));
            }
        }
    }

    private static void fillFamily(PhysicalDevice device, MemorySegment out) {
        VkQueueFamilyProperties.queueFlags(
                out,
                Vulkan.VK_QUEUE_VIDEO_ENCODE_BIT_KHR()
                        | (device.profile().queueFamily().transfer() ? Vulkan.VK_QUEUE_TRANSFER_BIT() : 0));
        VkQueueFamilyProperties.queueCount(out, device.profile().queueFamily().queueCount());
        int bits = Math.min(device.profile().queueFamily().timestampValidBits(), device.carrierTimestampBits());
        VkQueueFamilyProperties.timestampValidBits(out, device.driver().has(KnownFault.NO_TIMESTAMPS) ? 0 : bits);
        MemorySegment granularity = VkQueueFamilyProperties.minImageTransferGranularity(out);
        VkExtent3D.width(granularity, 1);
        VkExtent3D.height(granularity, 1);
        VkExtent3D.depth(granularity, 1);
    }

    private static void families(MemorySegment physical, MemorySegment count, MemorySegment out) {
        PhysicalDevice device = Handles.PHYSICAL_DEVICES.get(physical);
        int room = count.get(ValueLayout.JAVA_INT, 0);
        int own = device.encodeFamily();
        if (out.address() != 0 && room > own) {
            fillFamily(device, VkQueueFamilyProperties.asSlice(out, own));
        }
        PFN_vkGetPhysicalDeviceQueueFamilyProperties.invoke(
                device.instance().functions().vkGetPhysicalDeviceQueueFamilyProperties(), physical, count, out);
        addOne(count, out, room, own);
    }

    private static void addOne(MemorySegment count, MemorySegment out, int room, int own) {
        if (out.address() == 0) {
            count.set(ValueLayout.JAVA_INT, 0, own + 1);
        } else if (room > own) {
            count.set(ValueLayout.JAVA_INT, 0, own + 1);
        }
    }

    private static void families2(MemorySegment physical, MemorySegment count, MemorySegment out) {
        PhysicalDevice device = Handles.PHYSICAL_DEVICES.get(physical);
        int room = count.get(ValueLayout.JAVA_INT, 0);
        int own = device.encodeFamily();
        PFN_vkGetPhysicalDeviceQueueFamilyProperties2.invoke(
                device.instance().functions().vkGetPhysicalDeviceQueueFamilyProperties2(), physical, count, out);
        addOne(count, out, room, own);
        for (int i = 0; out.address() != 0 && i < Math.min(room, own + 1); i++) {
            MemorySegment family = VkQueueFamilyProperties2.asSlice(out, i);
            MemorySegment video = Structs.find(family, Vulkan.VK_STRUCTURE_TYPE_QUEUE_FAMILY_VIDEO_PROPERTIES_KHR());
            MemorySegment status =
                    Structs.find(family, Vulkan.VK_STRUCTURE_TYPE_QUEUE_FAMILY_QUERY_RESULT_STATUS_PROPERTIES_KHR());
            boolean added = i == own;
            if (added) {
                fillFamily(device, VkQueueFamilyProperties2.queueFamilyProperties(family));
            }
            boolean baseKnows = device.baseExtensions().contains("VK_KHR_video_queue");
            if (video != null && (added || !baseKnows)) {
                VkQueueFamilyVideoPropertiesKHR.videoCodecOperations(
                        video, added ? Vulkan.VK_VIDEO_CODEC_OPERATION_ENCODE_AV1_BIT_KHR() : 0);
            }
            if (status != null && (added || !baseKnows)) {
                VkQueueFamilyQueryResultStatusPropertiesKHR.queryResultStatusSupport(
                        status, added && device.profile().queueFamily().queryResultStatusSupport() ? 1 : 0);
            }
            ownershipTransfers(device, out, family, added);
        }
    }

    /**
     * To and from the added family ownership goes as to and from the family that its copies run on
     * (VkQueueFamilyOwnershipTransferPropertiesKHR).
     */
    private static void ownershipTransfers(
            PhysicalDevice device, MemorySegment families, MemorySegment family, boolean added) {
        MemorySegment transfers = Structs.find(family, OWNERSHIP_TRANSFER_PROPERTIES);
        MemorySegment carried = added
                ? Structs.find(
                        VkQueueFamilyProperties2.asSlice(families, device.carrierFamily()),
                        OWNERSHIP_TRANSFER_PROPERTIES)
                : transfers;
        if (transfers == null || carried == null) {
            return;
        }
        int optimal = carried.get(ValueLayout.JAVA_INT, OPTIMAL_FAMILIES);
        int own = (optimal >> device.carrierFamily() & 1) << device.encodeFamily();
        transfers.set(ValueLayout.JAVA_INT, OPTIMAL_FAMILIES, optimal | own);
    }

    /** The extensions that the driver adds, with their revisions. */
    static Map<String, Integer> added(PhysicalDevice device) {
        Map<String, Integer> names = new LinkedHashMap<>();
        names.put("VK_KHR_video_queue", 8);
        names.put("VK_KHR_video_encode_queue", 12);
        names.put("VK_KHR_video_encode_av1", 1);
        for (VideoFeature feature : VideoFeature.values()) {
            if (feature.isOffered(device.profile())) {
                names.put(feature.extension(), feature.revision());
            }
        }
        return names;
    }

    private static int extensions(MemorySegment physical, MemorySegment layer, MemorySegment count, MemorySegment out) {
        PhysicalDevice device = Handles.PHYSICAL_DEVICES.get(physical);
        MemorySegment base = device.instance().functions().vkEnumerateDeviceExtensionProperties();
        if (layer.address() != 0) {
            return PFN_vkEnumerateDeviceExtensionProperties.invoke(base, physical, layer, count, out);
        }
        Map<String, Integer> names = added(device);
        names.keySet().removeAll(device.baseExtensions());
        int room = count.get(ValueLayout.JAVA_INT, 0);
        int result = PFN_vkEnumerateDeviceExtensionProperties.invoke(base, physical, layer, count, out);
        int have = count.get(ValueLayout.JAVA_INT, 0);
        if (out.address() == 0) {
            count.set(ValueLayout.JAVA_INT, 0, have + names.size());
            return result;
        }
        for (Map.Entry<String, Integer> name : names.entrySet()) {
            if (have == room) {
                return ResultCode.INCOMPLETE;
            }
            MemorySegment entry = VkExtensionProperties.asSlice(out, have++);
            put(VkExtensionProperties.extensionName(entry), name.getKey(), 256);
            VkExtensionProperties.specVersion(entry, name.getValue());
            count.set(ValueLayout.JAVA_INT, 0, have);
        }
        return result;
    }

    static void put(MemorySegment target, String text, int room) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, room - 1);
        MemorySegment.copy(bytes, 0, target, ValueLayout.JAVA_BYTE, 0, length);
        target.set(ValueLayout.JAVA_BYTE, length, (byte) 0);
    }

    private static void features(MemorySegment physical, MemorySegment features) {
        PhysicalDevice device = Handles.PHYSICAL_DEVICES.get(physical);
        PFN_vkGetPhysicalDeviceFeatures2.invoke(
                device.instance().functions().vkGetPhysicalDeviceFeatures2(), physical, features);
        MemorySegment av1 =
                Structs.find(features, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_AV1_FEATURES_KHR());
        if (av1 != null) {
            VkPhysicalDeviceVideoEncodeAV1FeaturesKHR.videoEncodeAV1(av1, 1);
        }
        for (VideoFeature feature : VideoFeature.values()) {
            feature.tell(device, features);
        }
    }

    private static void identify(Identity identity, MemorySegment properties) {
        MemorySegment name = VkPhysicalDeviceProperties.deviceName(properties);
        put(name, identity.deviceName() + " over " + Structs.string(name, 256), 256);
        if (identity.vendorId() != 0) {
            VkPhysicalDeviceProperties.vendorID(properties, identity.vendorId());
        }
        if (identity.driverVersion() != 0) {
            VkPhysicalDeviceProperties.driverVersion(properties, (int) identity.driverVersion());
        }
    }

    private static void properties2(MemorySegment physical, MemorySegment out) {
        PhysicalDevice device = Handles.PHYSICAL_DEVICES.get(physical);
        PFN_vkGetPhysicalDeviceProperties2.invoke(
                device.instance().functions().vkGetPhysicalDeviceProperties2(), physical, out);
        Identity identity = device.profile().identity();
        identify(identity, VkPhysicalDeviceProperties2.properties(out));
        if (identity.driverId() == 0) {
            return;
        }
        MemorySegment driver = Structs.find(out, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_DRIVER_PROPERTIES());
        if (driver != null) {
            VkPhysicalDeviceDriverProperties.driverID(driver, identity.driverId());
            put(VkPhysicalDeviceDriverProperties.driverName(driver), identity.driverName(), 256);
        }
        MemorySegment vulkan12 = Structs.find(out, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_PROPERTIES());
        if (vulkan12 != null) {
            VkPhysicalDeviceVulkan12Properties.driverID(vulkan12, identity.driverId());
            put(VkPhysicalDeviceVulkan12Properties.driverName(vulkan12), identity.driverName(), 256);
        }
    }
}
