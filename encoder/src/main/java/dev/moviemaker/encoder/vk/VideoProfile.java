// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import static dev.moviemaker.vulkan.raw.Vulkan.STD_VIDEO_AV1_PROFILE_MAIN;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_PROFILE_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_PROFILE_RGB_CONVERSION_INFO_VALVE;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_USAGE_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_PROFILE_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_PROFILE_LIST_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_CHROMA_SUBSAMPLING_420_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_CODEC_OPERATION_ENCODE_AV1_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_COMPONENT_BIT_DEPTH_10_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_COMPONENT_BIT_DEPTH_8_BIT_KHR;

import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1ProfileInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeProfileRgbConversionInfoVALVE;
import dev.moviemaker.vulkan.raw.VkVideoEncodeUsageInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoProfileInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoProfileListInfoKHR;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * AV1 Main 4:2:0 at one bit depth. Capabilities, session, images, buffers and queries must all be asked for with equal
 * chains, so all come from here.
 *
 * @param bitDepth 8 or 10
 * @param rgb whether source images are RGB, which the driver converts ({@code VK_VALVE_video_encode_rgb_conversion})
 */
public record VideoProfile(int bitDepth, UsageHints hints, boolean rgb) {

    /**
     * Returns the profile for query pools: {@code VkVideoEncodeProfileRgbConversionInfoVALVE} does not extend
     * {@code VkQueryPoolCreateInfo}.
     */
    public VideoProfile forQueries() {
        return new VideoProfile(bitDepth, hints, false);
    }

    /** Writes the chain. */
    public MemorySegment info(SegmentAllocator allocator) {
        MemorySegment info =
                Structs.make(allocator, VkVideoProfileInfoKHR.layout(), VK_STRUCTURE_TYPE_VIDEO_PROFILE_INFO_KHR());
        int depth =
                bitDepth == 10 ? VK_VIDEO_COMPONENT_BIT_DEPTH_10_BIT_KHR() : VK_VIDEO_COMPONENT_BIT_DEPTH_8_BIT_KHR();
        VkVideoProfileInfoKHR.videoCodecOperation(info, VK_VIDEO_CODEC_OPERATION_ENCODE_AV1_BIT_KHR());
        VkVideoProfileInfoKHR.chromaSubsampling(info, VK_VIDEO_CHROMA_SUBSAMPLING_420_BIT_KHR());
        VkVideoProfileInfoKHR.lumaBitDepth(info, depth);
        VkVideoProfileInfoKHR.chromaBitDepth(info, depth);
        MemorySegment av1 = Structs.make(
                allocator,
                VkVideoEncodeAV1ProfileInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_PROFILE_INFO_KHR());
        VkVideoEncodeAV1ProfileInfoKHR.stdProfile(av1, STD_VIDEO_AV1_PROFILE_MAIN());
        Structs.chain(info, av1);
        if (!hints.equals(UsageHints.NONE)) {
            MemorySegment usage = Structs.make(
                    allocator, VkVideoEncodeUsageInfoKHR.layout(), VK_STRUCTURE_TYPE_VIDEO_ENCODE_USAGE_INFO_KHR());
            VkVideoEncodeUsageInfoKHR.videoUsageHints(usage, hints.usage());
            VkVideoEncodeUsageInfoKHR.tuningMode(usage, hints.tuning());
            Structs.chain(info, usage);
        }
        if (rgb) {
            MemorySegment conversion = Structs.make(
                    allocator,
                    VkVideoEncodeProfileRgbConversionInfoVALVE.layout(),
                    VK_STRUCTURE_TYPE_VIDEO_ENCODE_PROFILE_RGB_CONVERSION_INFO_VALVE());
            VkVideoEncodeProfileRgbConversionInfoVALVE.performEncodeRgbConversion(conversion, 1);
            Structs.chain(info, conversion);
        }
        return info;
    }

    /** Writes a list of this one profile. */
    public MemorySegment list(SegmentAllocator allocator) {
        MemorySegment list = Structs.make(
                allocator, VkVideoProfileListInfoKHR.layout(), VK_STRUCTURE_TYPE_VIDEO_PROFILE_LIST_INFO_KHR());
        VkVideoProfileListInfoKHR.profileCount(list, 1);
        VkVideoProfileListInfoKHR.pProfiles(list, info(allocator));
        return list;
    }
}
