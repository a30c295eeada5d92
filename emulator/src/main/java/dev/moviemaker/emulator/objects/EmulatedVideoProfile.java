// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import dev.moviemaker.emulator.profile.DriverProfile.KnownFault;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1ProfileInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeProfileRgbConversionInfoVALVE;
import dev.moviemaker.vulkan.raw.VkVideoEncodeUsageInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoProfileInfoKHR;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A video profile as an application gave it, by value: profiles are the same when all of this is the same.
 *
 * @param stdProfile  {@code StdVideoAV1Profile}, -1 without the AV1 structure
 * @param usageHints  of the usage structure, 0 without
 * @param contentHints of the usage structure, 0 without
 * @param tuningMode  of the usage structure, 0 without
 * @param rgb         whether conversion from RGB is asked for
 */
public record EmulatedVideoProfile(
        int operation,
        int subsampling,
        int lumaDepth,
        int chromaDepth,
        int stdProfile,
        int usageHints,
        int contentHints,
        int tuningMode,
        boolean hasUsage,
        boolean rgb) {

    /** Reads a profile and what is chained to it. */
    public static EmulatedVideoProfile read(MemorySegment info) {
        MemorySegment av1 = Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_PROFILE_INFO_KHR());
        MemorySegment usage = Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_USAGE_INFO_KHR());
        MemorySegment rgb =
                Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_PROFILE_RGB_CONVERSION_INFO_VALVE());
        return new EmulatedVideoProfile(
                VkVideoProfileInfoKHR.videoCodecOperation(info),
                VkVideoProfileInfoKHR.chromaSubsampling(info),
                VkVideoProfileInfoKHR.lumaBitDepth(info),
                VkVideoProfileInfoKHR.chromaBitDepth(info),
                av1 == null ? -1 : VkVideoEncodeAV1ProfileInfoKHR.stdProfile(av1),
                usage == null ? 0 : VkVideoEncodeUsageInfoKHR.videoUsageHints(usage),
                usage == null ? 0 : VkVideoEncodeUsageInfoKHR.videoContentHints(usage),
                usage == null ? 0 : VkVideoEncodeUsageInfoKHR.tuningMode(usage),
                usage != null,
                rgb != null && VkVideoEncodeProfileRgbConversionInfoVALVE.performEncodeRgbConversion(rgb) != 0);
    }

    /** All profiles that a driver offers, without usage structures. */
    public static List<EmulatedVideoProfile> all(PhysicalDevice device) {
        List<EmulatedVideoProfile> profiles = new ArrayList<>();
        for (int depth : device.bitDepths()) {
            int bit = depth == 8
                    ? Vulkan.VK_VIDEO_COMPONENT_BIT_DEPTH_8_BIT_KHR()
                    : Vulkan.VK_VIDEO_COMPONENT_BIT_DEPTH_10_BIT_KHR();
            for (boolean rgb : device.profile().rgbConversion().offered() ? List.of(false, true) : List.of(false)) {
                profiles.add(new EmulatedVideoProfile(
                        Vulkan.VK_VIDEO_CODEC_OPERATION_ENCODE_AV1_BIT_KHR(),
                        Vulkan.VK_VIDEO_CHROMA_SUBSAMPLING_420_BIT_KHR(),
                        bit,
                        bit,
                        Vulkan.STD_VIDEO_AV1_PROFILE_MAIN(),
                        0,
                        0,
                        0,
                        false,
                        rgb));
            }
        }
        return profiles;
    }

    /** The same without conversion from RGB. */
    public EmulatedVideoProfile withoutRgb() {
        return new EmulatedVideoProfile(
                operation,
                subsampling,
                lumaDepth,
                chromaDepth,
                stdProfile,
                usageHints,
                contentHints,
                tuningMode,
                hasUsage,
                false);
    }

    /** Whether it is the one this driver adds. */
    public boolean isAv1Encode() {
        return operation == Vulkan.VK_VIDEO_CODEC_OPERATION_ENCODE_AV1_BIT_KHR();
    }

    /** 8, 10 or 12; 0 for something else. */
    public int bitDepth() {
        if (lumaDepth == Vulkan.VK_VIDEO_COMPONENT_BIT_DEPTH_8_BIT_KHR()) {
            return 8;
        } else if (lumaDepth == Vulkan.VK_VIDEO_COMPONENT_BIT_DEPTH_10_BIT_KHR()) {
            return 10;
        }
        return lumaDepth == Vulkan.VK_VIDEO_COMPONENT_BIT_DEPTH_12_BIT_KHR() ? 12 : 0;
    }

    /** The format of its reference pictures. */
    public PictureFormat referenceFormat() {
        return PictureFormat.yuv(bitDepth());
    }

    /** The formats that its sources may have. */
    public List<PictureFormat> sourceFormats() {
        return rgb ? PictureFormat.rgb(bitDepth()) : List.of(referenceFormat());
    }

    /** 0, or the error that says what of it is not supported. */
    public int check(PhysicalDevice device) {
        boolean tuned = tuningMode != Vulkan.VK_VIDEO_ENCODE_TUNING_MODE_DEFAULT_KHR();
        if (!isAv1Encode() || (tuned && device.driver().has(KnownFault.TUNING_REFUSED))) {
            return ResultCode.PROFILE_OPERATION_NOT_SUPPORTED;
        } else if (stdProfile != Vulkan.STD_VIDEO_AV1_PROFILE_MAIN()) {
            return ResultCode.PROFILE_CODEC_NOT_SUPPORTED;
        } else if (subsampling != Vulkan.VK_VIDEO_CHROMA_SUBSAMPLING_420_BIT_KHR()
                || chromaDepth != lumaDepth
                || !device.bitDepths().contains(bitDepth())
                || (rgb && !device.profile().rgbConversion().offered())) {
            return ResultCode.PROFILE_FORMAT_NOT_SUPPORTED;
        }
        return 0;
    }
}
