// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.objects.EmulatedVideoProfile;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.emulator.objects.PhysicalDevice;
import dev.moviemaker.emulator.objects.PictureFormat;
import dev.moviemaker.emulator.profile.DriverProfile.KnownFault;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Format properties: pictures of the profile's formats may be encoded, which to the base driver are ordinary images.
 */
final class FormatCalls {
    private FormatCalls() {}

    static void register(Stubs stubs) {
        stubs.replace(
                "vkGetPhysicalDeviceFormatProperties",
                PFN_vkGetPhysicalDeviceFormatProperties::allocate,
                FormatCalls::getPhysicalDeviceFormatProperties);
        stubs.replace(
                "vkGetPhysicalDeviceFormatProperties2",
                PFN_vkGetPhysicalDeviceFormatProperties2::allocate,
                FormatCalls::getPhysicalDeviceFormatProperties2);
        stubs.replace(
                "vkGetPhysicalDeviceImageFormatProperties",
                PFN_vkGetPhysicalDeviceImageFormatProperties::allocate,
                FormatCalls::getPhysicalDeviceImageFormatProperties);
        stubs.replace(
                "vkGetPhysicalDeviceImageFormatProperties2",
                PFN_vkGetPhysicalDeviceImageFormatProperties2::allocate,
                (physical, info, out) -> Guard.result(
                        "vkGetPhysicalDeviceImageFormatProperties2", physical, () -> image2(physical, info, out)));
    }

    private static void getPhysicalDeviceFormatProperties(MemorySegment physical, int format, MemorySegment out) {
        Guard.run("vkGetPhysicalDeviceFormatProperties", physical, () -> {
            PhysicalDevice device = Handles.PHYSICAL_DEVICES.get(physical);
            PFN_vkGetPhysicalDeviceFormatProperties.invoke(
                    device.instance().functions().vkGetPhysicalDeviceFormatProperties(), physical, format, out);
            VkFormatProperties.optimalTilingFeatures(
                    out, VkFormatProperties.optimalTilingFeatures(out) | features(device, format));
        });
    }

    private static void getPhysicalDeviceFormatProperties2(MemorySegment physical, int format, MemorySegment out) {
        Guard.run("vkGetPhysicalDeviceFormatProperties2", physical, () -> {
            PhysicalDevice device = Handles.PHYSICAL_DEVICES.get(physical);
            PFN_vkGetPhysicalDeviceFormatProperties2.invoke(
                    device.instance().functions().vkGetPhysicalDeviceFormatProperties2(), physical, format, out);
            MemorySegment one = VkFormatProperties2.formatProperties(out);
            int features = features(device, format);
            VkFormatProperties.optimalTilingFeatures(one, VkFormatProperties.optimalTilingFeatures(one) | features);
            MemorySegment three = Structs.find(out, Vulkan.VK_STRUCTURE_TYPE_FORMAT_PROPERTIES_3());
            if (three != null) {
                VkFormatProperties3.optimalTilingFeatures(
                        three,
                        VkFormatProperties3.optimalTilingFeatures(three) | features | mapFeatures(device, format));
            }
        });
    }

    private static int getPhysicalDeviceImageFormatProperties(
            MemorySegment physical, int format, int type, int tiling, int usage, int flags, MemorySegment out) {
        return Guard.result("vkGetPhysicalDeviceImageFormatProperties", physical, () -> {
            PhysicalDevice device = Handles.PHYSICAL_DEVICES.get(physical);
            if (Pictures.isVideo(usage) && !allowed(device, List.of(), format, usage, tiling)) {
                return ResultCode.FORMAT_NOT_SUPPORTED;
            }
            return PFN_vkGetPhysicalDeviceImageFormatProperties.invoke(
                    device.instance().functions().vkGetPhysicalDeviceImageFormatProperties(),
                    physical,
                    format,
                    type,
                    tiling,
                    Pictures.baseUsage(usage),
                    Pictures.baseFlags(flags),
                    out);
        });
    }

    /** Quantization maps are reported in the 64 bits of VkFormatProperties3 only. */
    private static long mapFeatures(PhysicalDevice device, int format) {
        return (PictureOffer.allows(device, List.of(), format, PictureOffer.mapUsage(false))
                        ? Vulkan.VK_FORMAT_FEATURE_2_VIDEO_ENCODE_QUANTIZATION_DELTA_MAP_BIT_KHR()
                        : 0)
                | (PictureOffer.allows(device, List.of(), format, PictureOffer.mapUsage(true))
                        ? Vulkan.VK_FORMAT_FEATURE_2_VIDEO_ENCODE_EMPHASIS_MAP_BIT_KHR()
                        : 0);
    }

    private static int features(PhysicalDevice device, int format) {
        int source = Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_SRC_BIT_KHR();
        int reference = Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_DPB_BIT_KHR();
        PictureFormat known = PictureFormat.of(format);
        boolean silent = known != null && known.isRgb() && device.driver().has(KnownFault.RGB_WITHOUT_INPUT_FEATURE);
        return (PictureOffer.allows(device, List.of(), format, source) && !silent
                        ? Vulkan.VK_FORMAT_FEATURE_VIDEO_ENCODE_INPUT_BIT_KHR()
                        : 0)
                | (PictureOffer.allows(device, List.of(), format, reference)
                        ? Vulkan.VK_FORMAT_FEATURE_VIDEO_ENCODE_DPB_BIT_KHR()
                        : 0);
    }

    private static boolean allowed(
            PhysicalDevice device, List<EmulatedVideoProfile> profiles, int format, int usage, int tiling) {
        return tiling == Vulkan.VK_IMAGE_TILING_OPTIMAL() && PictureOffer.allows(device, profiles, format, usage);
    }

    private static int image2(MemorySegment physical, MemorySegment info, MemorySegment out) {
        PhysicalDevice device = Handles.PHYSICAL_DEVICES.get(physical);
        MemorySegment base = device.instance().functions().vkGetPhysicalDeviceImageFormatProperties2();
        int usage = VkPhysicalDeviceImageFormatInfo2.usage(info);
        if (!Pictures.isVideo(usage) || ProfileLists.isForeign(info)) {
            return PFN_vkGetPhysicalDeviceImageFormatProperties2.invoke(base, physical, info, out);
        }
        List<EmulatedVideoProfile> profiles = ProfileLists.ours(info);
        int refusal = ProfileLists.check(device, profiles);
        if (refusal != 0) {
            return refusal;
        }
        if (!allowed(
                device,
                profiles,
                VkPhysicalDeviceImageFormatInfo2.format(info),
                usage,
                VkPhysicalDeviceImageFormatInfo2.tiling(info))) {
            return ResultCode.FORMAT_NOT_SUPPORTED;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = Structs.copy(arena, info, VkPhysicalDeviceImageFormatInfo2.layout());
            VkPhysicalDeviceImageFormatInfo2.usage(copy, Pictures.baseUsage(usage));
            VkPhysicalDeviceImageFormatInfo2.flags(
                    copy, Pictures.baseFlags(VkPhysicalDeviceImageFormatInfo2.flags(info)));
            ProfileLists.toBase(arena, copy);
            return PFN_vkGetPhysicalDeviceImageFormatProperties2.invoke(base, physical, copy, out);
        }
    }
}
