// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What the client asks of a device before it does anything. */
public final class Caps {
    final MemorySegment video;
    final MemorySegment encode;
    final MemorySegment av1;
    final int encodeFamily;
    final int timestampBits;
    final boolean maintenance1;
    final int sourceUsage;
    final int sourceFlags;

    Caps(Vk vk, Arena arena, MemorySegment profile) {
        video = VkVideoCapabilitiesKHR.allocate(arena);
        encode = VkVideoEncodeCapabilitiesKHR.allocate(arena);
        av1 = VkVideoEncodeAV1CapabilitiesKHR.allocate(arena);
        VkVideoCapabilitiesKHR.sType(video, Vulkan.VK_STRUCTURE_TYPE_VIDEO_CAPABILITIES_KHR());
        VkVideoEncodeCapabilitiesKHR.sType(encode, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_CAPABILITIES_KHR());
        VkVideoEncodeAV1CapabilitiesKHR.sType(av1, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_CAPABILITIES_KHR());
        VkVideoCapabilitiesKHR.pNext(video, encode);
        VkVideoEncodeCapabilitiesKHR.pNext(encode, av1);
        Vk.check(
                "vkGetPhysicalDeviceVideoCapabilitiesKHR",
                PFN_vkGetPhysicalDeviceVideoCapabilitiesKHR.invoke(
                        vk.f("vkGetPhysicalDeviceVideoCapabilitiesKHR"), vk.physical, profile, video));
        MemorySegment families = families(vk, arena);
        encodeFamily = encodeFamily(families);
        timestampBits = VkQueueFamilyProperties.timestampValidBits(VkQueueFamilyProperties2.queueFamilyProperties(
                VkQueueFamilyProperties2.asSlice(families, encodeFamily)));
        maintenance1 = maintenance1(vk, arena);
        sourceUsage = Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_SRC_BIT_KHR() | Vulkan.VK_IMAGE_USAGE_TRANSFER_DST_BIT();
        sourceFlags = format(vk, arena, profile, sourceUsage);
    }

    private static MemorySegment families(Vk vk, Arena arena) {
        MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
        MemorySegment function = vk.f("vkGetPhysicalDeviceQueueFamilyProperties2");
        PFN_vkGetPhysicalDeviceQueueFamilyProperties2.invoke(function, vk.physical, count, MemorySegment.NULL);
        int families = count.get(ValueLayout.JAVA_INT, 0);
        MemorySegment properties = VkQueueFamilyProperties2.allocateArray(families, arena);
        MemorySegment codecs = VkQueueFamilyVideoPropertiesKHR.allocateArray(families, arena);
        for (int i = 0; i < families; i++) {
            MemorySegment family = VkQueueFamilyProperties2.asSlice(properties, i);
            MemorySegment codec = VkQueueFamilyVideoPropertiesKHR.asSlice(codecs, i);
            VkQueueFamilyProperties2.sType(family, Vulkan.VK_STRUCTURE_TYPE_QUEUE_FAMILY_PROPERTIES_2());
            VkQueueFamilyProperties2.pNext(family, codec);
            VkQueueFamilyVideoPropertiesKHR.sType(codec, Vulkan.VK_STRUCTURE_TYPE_QUEUE_FAMILY_VIDEO_PROPERTIES_KHR());
        }
        PFN_vkGetPhysicalDeviceQueueFamilyProperties2.invoke(function, vk.physical, count, properties);
        return properties;
    }

    private static int encodeFamily(MemorySegment families) {
        for (int i = 0; i < families.byteSize() / VkQueueFamilyProperties2.sizeof(); i++) {
            MemorySegment codec = VkQueueFamilyProperties2.pNext(VkQueueFamilyProperties2.asSlice(families, i));
            int operations = VkQueueFamilyVideoPropertiesKHR.videoCodecOperations(
                    codec.reinterpret(VkQueueFamilyVideoPropertiesKHR.sizeof()));
            if ((operations & Vulkan.VK_VIDEO_CODEC_OPERATION_ENCODE_AV1_BIT_KHR()) != 0) {
                return i;
            }
        }
        throw new IllegalStateException("no queue family encodes AV1");
    }

    private static boolean maintenance1(Vk vk, Arena arena) {
        MemorySegment features = VkPhysicalDeviceFeatures2.allocate(arena);
        VkPhysicalDeviceFeatures2.sType(features, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2());
        MemorySegment one = VkPhysicalDeviceVideoMaintenance1FeaturesKHR.allocate(arena);
        VkPhysicalDeviceVideoMaintenance1FeaturesKHR.sType(
                one, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_MAINTENANCE_1_FEATURES_KHR());
        VkPhysicalDeviceFeatures2.pNext(features, one);
        PFN_vkGetPhysicalDeviceFeatures2.invoke(vk.f("vkGetPhysicalDeviceFeatures2"), vk.physical, features);
        return VkPhysicalDeviceVideoMaintenance1FeaturesKHR.videoMaintenance1(one) != 0;
    }

    private static int format(Vk vk, Arena arena, MemorySegment profile, int usage) {
        MemorySegment info = VkPhysicalDeviceVideoFormatInfoKHR.allocate(arena);
        VkPhysicalDeviceVideoFormatInfoKHR.sType(
                info, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_FORMAT_INFO_KHR());
        VkPhysicalDeviceVideoFormatInfoKHR.imageUsage(info, usage);
        VkPhysicalDeviceVideoFormatInfoKHR.pNext(info, profileList(arena, profile));
        MemorySegment count = arena.allocateFrom(ValueLayout.JAVA_INT, 1);
        MemorySegment format = VkVideoFormatPropertiesKHR.allocate(arena);
        VkVideoFormatPropertiesKHR.sType(format, Vulkan.VK_STRUCTURE_TYPE_VIDEO_FORMAT_PROPERTIES_KHR());
        Vk.check(
                "vkGetPhysicalDeviceVideoFormatPropertiesKHR",
                PFN_vkGetPhysicalDeviceVideoFormatPropertiesKHR.invoke(
                        vk.f("vkGetPhysicalDeviceVideoFormatPropertiesKHR"), vk.physical, info, count, format));
        return VkVideoFormatPropertiesKHR.imageCreateFlags(format);
    }

    static MemorySegment profileList(Arena arena, MemorySegment profile) {
        MemorySegment list = VkVideoProfileListInfoKHR.allocate(arena);
        VkVideoProfileListInfoKHR.sType(list, Vulkan.VK_STRUCTURE_TYPE_VIDEO_PROFILE_LIST_INFO_KHR());
        VkVideoProfileListInfoKHR.profileCount(list, 1);
        VkVideoProfileListInfoKHR.pProfiles(list, profile);
        return list;
    }

    int maxSlots() {
        return VkVideoCapabilitiesKHR.maxDpbSlots(video);
    }

    int maxReferences() {
        return VkVideoCapabilitiesKHR.maxActiveReferencePictures(video);
    }

    boolean separateImages() {
        return (VkVideoCapabilitiesKHR.flags(video) & Vulkan.VK_VIDEO_CAPABILITY_SEPARATE_REFERENCE_IMAGES_BIT_KHR())
                != 0;
    }

    long align(long value, long step) {
        return (value + step - 1) / step * step;
    }

    int imageWidth(int width) {
        return (int) align(
                width,
                Math.max(
                        VkExtent2D.width(VkVideoCapabilitiesKHR.pictureAccessGranularity(video)),
                        VkExtent2D.width(VkVideoEncodeCapabilitiesKHR.encodeInputPictureGranularity(encode))));
    }

    int imageHeight(int height) {
        return (int) align(
                height,
                Math.max(
                        VkExtent2D.height(VkVideoCapabilitiesKHR.pictureAccessGranularity(video)),
                        VkExtent2D.height(VkVideoEncodeCapabilitiesKHR.encodeInputPictureGranularity(encode))));
    }

    /** Bidirectional prediction with LAST and this name, or -1 when there is none. */
    int backwardName() {
        int mask = VkVideoEncodeAV1CapabilitiesKHR.bidirectionalCompoundReferenceNameMask(av1);
        boolean offered = VkVideoEncodeAV1CapabilitiesKHR.maxBidirectionalCompoundReferenceCount(av1) > 0;
        for (int name = 6; offered && name >= 4; name--) {
            if ((mask >> name & 1) != 0 && (mask & 1) != 0) {
                return name;
            }
        }
        return -1;
    }
}
