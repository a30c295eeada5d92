// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_TILING_OPTIMAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_TRANSFER_DST_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_QUANTIZATION_DELTA_MAP_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_FORMAT_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_FORMAT_AV1_QUANTIZATION_MAP_PROPERTIES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_FORMAT_PROPERTIES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_FORMAT_QUANTIZATION_MAP_PROPERTIES_KHR;

import dev.moviemaker.VulkanException;
import dev.moviemaker.encoder.vk.Enumerations;
import dev.moviemaker.encoder.vk.VideoProfile;
import dev.moviemaker.vulkan.call.InstanceFunctions;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceVideoFormatPropertiesKHR;
import dev.moviemaker.vulkan.raw.VkExtent2D;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVideoFormatInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoFormatAV1QuantizationMapPropertiesKHR;
import dev.moviemaker.vulkan.raw.VkVideoFormatPropertiesKHR;
import dev.moviemaker.vulkan.raw.VkVideoFormatQuantizationMapPropertiesKHR;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks which images a profile takes. */
final class FormatReader {
    /** The ways to say that there is none. */
    private static final Set<Integer> NONE = Set.of(
            ResultCode.FORMAT_NOT_SUPPORTED,
            ResultCode.IMAGE_USAGE_NOT_SUPPORTED,
            ResultCode.PICTURE_LAYOUT_NOT_SUPPORTED,
            ResultCode.PROFILE_OPERATION_NOT_SUPPORTED,
            ResultCode.PROFILE_FORMAT_NOT_SUPPORTED,
            ResultCode.PROFILE_CODEC_NOT_SUPPORTED);

    private final InstanceFunctions functions;
    private final MemorySegment device;
    private final Arena arena;
    private final VideoProfile profile;

    FormatReader(InstanceFunctions functions, MemorySegment device, Arena arena, VideoProfile profile) {
        this.functions = functions;
        this.device = device;
        this.arena = arena;
        this.profile = profile;
    }

    /** Pictures of optimal tiling and one of the formats. */
    List<VideoFormat> pictures(int usage, Set<Integer> wanted) {
        return answers(usage, false).stream()
                .map(DeltaMapLimits.Format::image)
                .filter(f -> wanted.contains(f.format()) && f.imageTiling() == VK_IMAGE_TILING_OPTIMAL())
                .toList();
    }

    /** Quantization delta maps that can be copied to. */
    List<DeltaMapLimits.Format> deltaMaps() {
        return answers(
                VK_IMAGE_USAGE_VIDEO_ENCODE_QUANTIZATION_DELTA_MAP_BIT_KHR() | VK_IMAGE_USAGE_TRANSFER_DST_BIT(), true);
    }

    private List<DeltaMapLimits.Format> answers(int usage, boolean maps) {
        MemorySegment info = Structs.make(
                arena,
                VkPhysicalDeviceVideoFormatInfoKHR.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_FORMAT_INFO_KHR());
        VkPhysicalDeviceVideoFormatInfoKHR.imageUsage(info, usage);
        Structs.chain(info, profile.list(arena));
        List<DeltaMapLimits.Format> answers = new ArrayList<>();
        try {
            MemorySegment array = Enumerations.list(
                    arena,
                    "vkGetPhysicalDeviceVideoFormatPropertiesKHR",
                    VkVideoFormatPropertiesKHR.layout(),
                    VK_STRUCTURE_TYPE_VIDEO_FORMAT_PROPERTIES_KHR(),
                    (count, items) -> {
                        if (maps) {
                            // Of the first call, which only counts, there are none.
                            items.elements(VkVideoFormatPropertiesKHR.layout()).forEach(this::chainMap);
                        }
                        return PFN_vkGetPhysicalDeviceVideoFormatPropertiesKHR.invoke(
                                functions.vkGetPhysicalDeviceVideoFormatPropertiesKHR(), device, info, count, items);
                    });
            array.elements(VkVideoFormatPropertiesKHR.layout()).forEach(e -> answers.add(answer(e)));
        } catch (VulkanException e) {
            if (NONE.contains(e.code())) {
                return List.of();
            }
            throw e;
        }
        return answers;
    }

    private void chainMap(MemorySegment properties) {
        MemorySegment map = Structs.make(
                arena,
                VkVideoFormatQuantizationMapPropertiesKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_FORMAT_QUANTIZATION_MAP_PROPERTIES_KHR());
        MemorySegment av1 = Structs.make(
                arena,
                VkVideoFormatAV1QuantizationMapPropertiesKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_FORMAT_AV1_QUANTIZATION_MAP_PROPERTIES_KHR());
        Structs.chain(properties, map, av1);
    }

    private static DeltaMapLimits.Format answer(MemorySegment properties) {
        VideoFormat image = new VideoFormat(
                VkVideoFormatPropertiesKHR.format(properties),
                VkVideoFormatPropertiesKHR.imageCreateFlags(properties),
                VkVideoFormatPropertiesKHR.imageTiling(properties),
                VkVideoFormatPropertiesKHR.imageUsageFlags(properties));
        MemorySegment map = Structs.find(properties, VK_STRUCTURE_TYPE_VIDEO_FORMAT_QUANTIZATION_MAP_PROPERTIES_KHR());
        MemorySegment av1 =
                Structs.find(properties, VK_STRUCTURE_TYPE_VIDEO_FORMAT_AV1_QUANTIZATION_MAP_PROPERTIES_KHR());
        if (map == null || av1 == null) {
            return new DeltaMapLimits.Format(image, new Extent(0, 0), 0);
        }
        MemorySegment texel = VkVideoFormatQuantizationMapPropertiesKHR.quantizationMapTexelSize(map);
        return new DeltaMapLimits.Format(
                image,
                new Extent(VkExtent2D.width(texel), VkExtent2D.height(texel)),
                VkVideoFormatAV1QuantizationMapPropertiesKHR.compatibleSuperblockSizes(av1));
    }
}
