// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.objects.EmulatedVideoProfile;
import dev.moviemaker.emulator.objects.PhysicalDevice;
import dev.moviemaker.emulator.objects.PictureFormat;
import dev.moviemaker.emulator.profile.CreateFlag;
import dev.moviemaker.emulator.profile.DriverProfile.FormatEntry;
import dev.moviemaker.emulator.profile.Flag;
import dev.moviemaker.emulator.profile.MapFormat;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceFormatProperties;
import dev.moviemaker.vulkan.raw.VkFormatProperties;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An answer of the format query: images that may be made for pictures.
 *
 * @param usage       {@code VkImageUsageFlags} that they may have
 * @param createFlags {@code VkImageCreateFlags} that they may have
 */
record PictureOffer(PictureFormat format, int usage, int createFlags) {

    /** What a profile offers for all of this usage at once; empty where it offers nothing. */
    static List<PictureOffer> of(PhysicalDevice device, EmulatedVideoProfile profile, int usage) {
        List<PictureOffer> offers = new ArrayList<>();
        for (MapFormat name : device.profile().quantizationMap().formats()) {
            PictureFormat format = PictureFormat.of(name);
            int map = mapUsage(name.isEmphasis());
            int plain = plainUsage(device, format);
            if ((usage & map) != 0 && (usage & ~(map | plain)) == 0) {
                FormatEntry source = device.profile().formats().getFirst();
                int flags = Flag.mask(source.createFlags()) & ~CreateFlag.VIDEO_PROFILE_INDEPENDENT.bit();
                offers.add(new PictureOffer(format, map | usage | (plain & Flag.mask(source.toldUsage())), flags));
            }
        }
        for (FormatEntry entry : device.profile().formats()) {
            int video = Flag.mask(entry.usage());
            boolean source = (video & Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_SRC_BIT_KHR()) != 0;
            List<PictureFormat> formats = source ? profile.sourceFormats() : List.of(profile.referenceFormat());
            for (PictureFormat format : formats) {
                int also = format.isRgb() ? plainUsage(device, format) : Flag.mask(entry.alsoUsage());
                if ((usage & video) != 0 && (usage & ~(video | also)) == 0) {
                    int told = video | usage | (also & Flag.mask(entry.toldUsage()));
                    offers.add(new PictureOffer(format, told, Flag.mask(entry.createFlags())));
                }
            }
        }
        return offers;
    }

    /** {@code VkImageUsageFlagBits} of images of emphasis maps, or of delta maps. */
    static int mapUsage(boolean emphasis) {
        return emphasis
                ? Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_EMPHASIS_MAP_BIT_KHR()
                : Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_QUANTIZATION_DELTA_MAP_BIT_KHR();
    }

    /** What is offered for all of these profiles at once. */
    static List<PictureOffer> of(PhysicalDevice device, List<EmulatedVideoProfile> profiles, int usage) {
        List<PictureOffer> offers = new ArrayList<>(of(device, profiles.getFirst(), usage));
        profiles.forEach(profile -> offers.retainAll(of(device, profile, usage)));
        return offers;
    }

    /**
     * Whether images of this format and usage may be made for these profiles, or (where there are none) for some
     * profile.
     */
    static boolean allows(PhysicalDevice device, List<EmulatedVideoProfile> profiles, int format, int usage) {
        Stream<PictureOffer> offers = profiles.isEmpty()
                ? EmulatedVideoProfile.all(device).stream().flatMap(one -> of(device, one, usage).stream())
                : of(device, profiles, usage).stream();
        return offers.anyMatch(offer -> offer.format().code() == format);
    }

    /** Whether images of this format and usage may be made without naming a profile. */
    static boolean allowsWithoutProfile(PhysicalDevice device, int format, int usage) {
        return EmulatedVideoProfile.all(device).stream()
                .flatMap(one -> of(device, one, usage).stream())
                .anyMatch(offer -> offer.format().code() == format
                        && (offer.createFlags() & CreateFlag.VIDEO_PROFILE_INDEPENDENT.bit()) != 0);
    }

    /** What the base driver can do with an ordinary image of the format. */
    private static int plainUsage(PhysicalDevice device, PictureFormat format) {
        int features = baseFeatures(device, format);
        int usage = 0;
        usage |= usageFor(
                features, Vulkan.VK_FORMAT_FEATURE_TRANSFER_SRC_BIT(), Vulkan.VK_IMAGE_USAGE_TRANSFER_SRC_BIT());
        usage |= usageFor(
                features, Vulkan.VK_FORMAT_FEATURE_TRANSFER_DST_BIT(), Vulkan.VK_IMAGE_USAGE_TRANSFER_DST_BIT());
        usage |= usageFor(features, Vulkan.VK_FORMAT_FEATURE_SAMPLED_IMAGE_BIT(), Vulkan.VK_IMAGE_USAGE_SAMPLED_BIT());
        usage |= usageFor(features, Vulkan.VK_FORMAT_FEATURE_STORAGE_IMAGE_BIT(), Vulkan.VK_IMAGE_USAGE_STORAGE_BIT());
        usage |= usageFor(
                features,
                Vulkan.VK_FORMAT_FEATURE_COLOR_ATTACHMENT_BIT(),
                Vulkan.VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT());
        return usage;
    }

    private static int usageFor(int features, int feature, int usage) {
        return (features & feature) != 0 ? usage : 0;
    }

    private static int baseFeatures(PhysicalDevice device, PictureFormat format) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment properties = VkFormatProperties.allocate(arena);
            PFN_vkGetPhysicalDeviceFormatProperties.invoke(
                    device.instance().functions().vkGetPhysicalDeviceFormatProperties(),
                    device.handle(),
                    format.code(),
                    properties);
            return VkFormatProperties.optimalTilingFeatures(properties);
        }
    }
}
