// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_A2B10G10R10_UNORM_PACK32;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_A2R10G10B10_UNORM_PACK32;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_B8G8R8A8_UNORM;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_FEATURE_VIDEO_ENCODE_INPUT_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_G10X6_B10X6R10X6_2PLANE_420_UNORM_3PACK16;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_G8_B8R8_2PLANE_420_UNORM;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_R8G8B8A8_UNORM;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_STORAGE_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_TRANSFER_DST_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_DPB_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_SRC_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_FORMAT_PROPERTIES_2;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_QUALITY_LEVEL_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_QUALITY_LEVEL_PROPERTIES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUALITY_LEVEL_PROPERTIES_KHR;

import dev.moviemaker.VulkanException;
import dev.moviemaker.encoder.vk.UsageHints;
import dev.moviemaker.encoder.vk.VideoProfile;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.call.InstanceFunctions;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceFormatProperties2;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceVideoEncodeQualityLevelPropertiesKHR;
import dev.moviemaker.vulkan.raw.VkFormatProperties;
import dev.moviemaker.vulkan.raw.VkFormatProperties2;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVideoEncodeQualityLevelInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1QIndexKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1QualityLevelPropertiesKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeQualityLevelPropertiesKHR;
import dev.moviemaker.vulkan.std.VulkanExtensions;
import dev.moviemaker.vulkan.std.VulkanMacros;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads what a device offers for AV1 Main at a bit depth, or finds the first reason why it offers nothing. */
final class VideoProfileReader {
    private static final List<String> NEEDED = List.of(
            VulkanExtensions.VK_KHR_VIDEO_QUEUE_EXTENSION_NAME,
            VulkanExtensions.VK_KHR_VIDEO_ENCODE_QUEUE_EXTENSION_NAME,
            VulkanExtensions.VK_KHR_VIDEO_ENCODE_AV1_EXTENSION_NAME);
    private static final int MOST_QUALITY_LEVELS = 64;

    private static final List<Integer> RGB_8 = List.of(VK_FORMAT_R8G8B8A8_UNORM(), VK_FORMAT_B8G8R8A8_UNORM());
    private static final List<Integer> RGB_10 =
            List.of(VK_FORMAT_A2B10G10R10_UNORM_PACK32(), VK_FORMAT_A2R10G10B10_UNORM_PACK32());

    private final InstanceFunctions functions;
    private final MemorySegment device;
    private final Set<String> extensions;
    private final List<QueueFamily> families;
    private final DeviceFeatures features;
    private final UsageHints hints;

    VideoProfileReader(
            InstanceFunctions functions,
            MemorySegment device,
            Set<String> extensions,
            List<QueueFamily> families,
            DeviceFeatures features,
            UsageHints hints) {
        this.functions = functions;
        this.device = device;
        this.extensions = extensions;
        this.families = families;
        this.features = features;
        this.hints = hints;
    }

    ProfileSupport read(int bitDepth, boolean rgb) {
        List<String> missing =
                NEEDED.stream().filter(e -> !extensions.contains(e)).toList();
        if (!missing.isEmpty()) {
            return unsupported("the driver has no " + String.join(", ", missing));
        }
        if (families.stream().noneMatch(QueueFamily::encodes)) {
            return unsupported("no queue family encodes video");
        }
        if (families.stream().noneMatch(QueueFamily::encodesAv1)) {
            return unsupported("no queue family encodes AV1");
        }
        if (!features.videoEncodeAv1()) {
            return unsupported("the feature videoEncodeAV1 is off");
        }
        if (!features.synchronization2() || !features.timelineSemaphore()) {
            return unsupported("the driver has no synchronization2 or no timeline semaphores");
        }
        if (functions.vkGetPhysicalDeviceVideoCapabilitiesKHR().address() == 0
                || functions.vkGetPhysicalDeviceVideoFormatPropertiesKHR().address() == 0) {
            return unsupported("the video commands of the driver are missing");
        }
        if (rgb && !extensions.contains(VulkanExtensions.VK_VALVE_VIDEO_ENCODE_RGB_CONVERSION_EXTENSION_NAME)) {
            return unsupported(
                    "the driver has no " + VulkanExtensions.VK_VALVE_VIDEO_ENCODE_RGB_CONVERSION_EXTENSION_NAME);
        }
        if (rgb && !features.videoEncodeRgbConversion()) {
            return unsupported("the feature videoEncodeRgbConversion is off");
        }
        try (Arena arena = Arena.ofConfined()) {
            return read(arena, bitDepth, rgb);
        } catch (VulkanException e) {
            return unsupported(e.command() + " returned " + ResultCode.name(e.code()) + " for AV1 Main " + bitDepth
                    + " bit 4:2:0" + (rgb ? " of RGB sources" : ""));
        }
    }

    private ProfileSupport read(Arena arena, int bitDepth, boolean rgb) {
        LimitsReader limits = new LimitsReader(functions, device, arena, features);
        VideoProfile profile = limits(limits, bitDepth, rgb);
        String name = limits.video().stdHeaderName();
        if (!name.equals(VulkanMacros.VK_STD_VULKAN_VIDEO_CODEC_AV1_ENCODE_EXTENSION_NAME)) {
            return unsupported("the driver names the Std header '" + name + "', not "
                    + VulkanMacros.VK_STD_VULKAN_VIDEO_CODEC_AV1_ENCODE_EXTENSION_NAME);
        }
        if ((limits.encode().feedbackFlags() & EncodeLimits.OFFSET_AND_BYTES) != EncodeLimits.OFFSET_AND_BYTES) {
            return unsupported("the driver does not report where an encoded picture starts and how long it is");
        }
        int reference = bitDepth == 10
                ? VK_FORMAT_G10X6_B10X6R10X6_2PLANE_420_UNORM_3PACK16()
                : VK_FORMAT_G8_B8R8_2PLANE_420_UNORM();
        String formatName = bitDepth == 10 ? "P010" : "NV12";
        String names = bitDepth == 10 ? "RGB10A2 %s BGR10A2" : "RGBA8 %s BGRA8";
        Set<Integer> wanted = rgb ? encodableRgb(arena, bitDepth) : Set.of(reference);
        if (wanted.isEmpty()) {
            return unsupported("the driver converts RGB, but its formats %s lack the feature VIDEO_ENCODE_INPUT,"
                            .formatted(names.formatted("and"))
                    + " without which images of them may not be encoded");
        }
        int source = VK_IMAGE_USAGE_VIDEO_ENCODE_SRC_BIT_KHR();
        FormatReader formats = new FormatReader(functions, device, arena, profile);
        List<VideoFormat> sources = formats.pictures(source | VK_IMAGE_USAGE_TRANSFER_DST_BIT(), wanted);
        // RGB is copied as it is.
        List<VideoFormat> storage = rgb ? List.of() : formats.pictures(source | VK_IMAGE_USAGE_STORAGE_BIT(), wanted);
        if (sources.isEmpty() && storage.isEmpty()) {
            return unsupported("the driver takes no " + (rgb ? names.formatted("or") : formatName)
                    + " source images that can be written to");
        }
        List<VideoFormat> dpb = formats.pictures(VK_IMAGE_USAGE_VIDEO_ENCODE_DPB_BIT_KHR(), Set.of(reference));
        if (dpb.isEmpty()) {
            return unsupported("the driver offers no " + formatName + " reference images");
        }
        return new ProfileSupport.Supported(
                bitDepth,
                profile.hints(),
                limits.rgb(),
                limits.video(),
                limits.encode(),
                limits.av1(),
                limits.deltaMaps(takesDeltaMaps(limits.encode()) ? formats.deltaMaps() : List.of()),
                limits.intraRefresh(),
                sources,
                storage,
                dpb,
                qualityLevels(arena, profile, limits.encode().maxQualityLevels()));
    }

    private boolean takesDeltaMaps(EncodeLimits encode) {
        return features.videoEncodeQuantizationMap() && (encode.flags() & EncodeLimits.QUANTIZATION_DELTA_MAP) != 0;
    }

    /**
     * The formats of RGB whose images may have views for encoding (VUID-VkImageViewCreateInfo-image-08336). RADV of
     * Mesa 26 offers the conversion and lists the formats, but gives them no such feature.
     */
    private Set<Integer> encodableRgb(Arena arena, int bitDepth) {
        Set<Integer> formats = new HashSet<>();
        for (int format : bitDepth == 10 ? RGB_10 : RGB_8) {
            MemorySegment properties =
                    Structs.make(arena, VkFormatProperties2.layout(), VK_STRUCTURE_TYPE_FORMAT_PROPERTIES_2());
            PFN_vkGetPhysicalDeviceFormatProperties2.invoke(
                    functions.vkGetPhysicalDeviceFormatProperties2(), device, format, properties);
            int features = VkFormatProperties.optimalTilingFeatures(VkFormatProperties2.formatProperties(properties));
            if ((features & VK_FORMAT_FEATURE_VIDEO_ENCODE_INPUT_BIT_KHR()) != 0) {
                formats.add(format);
            }
        }
        return formats;
    }

    /**
     * Reads limits with as much of the hints as the driver takes: what is wished, else that it is for recording, else
     * nothing. AMD's Windows driver (reported for decoding) loses its way in a chain with a usage structure and returns
     * no Std name.
     *
     * @throws VulkanException the first refusal, if the driver takes none
     */
    private VideoProfile limits(LimitsReader limits, int bitDepth, boolean rgb) {
        List<VulkanException> refusals = new ArrayList<>();
        VideoProfile last = new VideoProfile(bitDepth, UsageHints.NONE, rgb);
        for (UsageHints some : new LinkedHashSet<>(List.of(hints, UsageHints.RECORDING))) {
            VideoProfile profile = new VideoProfile(bitDepth, some, rgb);
            try {
                limits.read(profile);
                if (!limits.video().stdHeaderName().isEmpty()) {
                    return profile;
                }
            } catch (VulkanException e) {
                refusals.add(e);
            }
        }
        try {
            limits.read(last);
        } catch (VulkanException e) {
            throw refusals.isEmpty() ? e : refusals.getFirst();
        }
        return last;
    }

    private List<QualityLevel> qualityLevels(Arena arena, VideoProfile profile, int count) {
        List<QualityLevel> levels = new ArrayList<>();
        if (functions.vkGetPhysicalDeviceVideoEncodeQualityLevelPropertiesKHR().address() == 0) {
            return levels;
        }
        for (int level = 0; level < Math.min(count, MOST_QUALITY_LEVELS); level++) {
            MemorySegment info = Structs.make(
                    arena,
                    VkPhysicalDeviceVideoEncodeQualityLevelInfoKHR.layout(),
                    VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_QUALITY_LEVEL_INFO_KHR());
            VkPhysicalDeviceVideoEncodeQualityLevelInfoKHR.pVideoProfile(info, profile.info(arena));
            VkPhysicalDeviceVideoEncodeQualityLevelInfoKHR.qualityLevel(info, level);
            MemorySegment properties = Structs.make(
                    arena,
                    VkVideoEncodeQualityLevelPropertiesKHR.layout(),
                    VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUALITY_LEVEL_PROPERTIES_KHR());
            MemorySegment av1 = Structs.make(
                    arena,
                    VkVideoEncodeAV1QualityLevelPropertiesKHR.layout(),
                    VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_QUALITY_LEVEL_PROPERTIES_KHR());
            Structs.chain(properties, av1);
            VulkanResult.check(
                    "vkGetPhysicalDeviceVideoEncodeQualityLevelPropertiesKHR",
                    PFN_vkGetPhysicalDeviceVideoEncodeQualityLevelPropertiesKHR.invoke(
                            functions.vkGetPhysicalDeviceVideoEncodeQualityLevelPropertiesKHR(),
                            device,
                            info,
                            properties));
            MemorySegment q = VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredConstantQIndex(av1);
            levels.add(new QualityLevel(
                    VkVideoEncodeQualityLevelPropertiesKHR.preferredRateControlMode(properties),
                    VkVideoEncodeQualityLevelPropertiesKHR.preferredRateControlLayerCount(properties),
                    VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredRateControlFlags(av1),
                    VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredGopFrameCount(av1),
                    VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredKeyFramePeriod(av1),
                    VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredConsecutiveBipredictiveFrameCount(av1),
                    VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredTemporalLayerCount(av1),
                    VkVideoEncodeAV1QIndexKHR.intraQIndex(q),
                    VkVideoEncodeAV1QIndexKHR.predictiveQIndex(q),
                    VkVideoEncodeAV1QIndexKHR.bipredictiveQIndex(q),
                    VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredMaxSingleReferenceCount(av1),
                    VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredSingleReferenceNameMask(av1),
                    VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredMaxUnidirectionalCompoundReferenceCount(av1),
                    VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredUnidirectionalCompoundReferenceNameMask(av1),
                    VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredMaxBidirectionalCompoundReferenceCount(av1),
                    VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredBidirectionalCompoundReferenceNameMask(av1)));
        }
        return levels;
    }

    private static ProfileSupport unsupported(String reason) {
        return new ProfileSupport.Unsupported(reason);
    }
}
