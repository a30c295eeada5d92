// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.objects.EmulatedVideoProfile;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.emulator.objects.PhysicalDevice;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.DriverProfile.Extent;
import dev.moviemaker.emulator.profile.DriverProfile.KnownFault;
import dev.moviemaker.emulator.profile.Flag;
import dev.moviemaker.emulator.profile.QuantizationMap;
import dev.moviemaker.emulator.profile.RateControlFlag;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** Video capabilities, formats and quality levels, from the profile that is played. */
final class VideoQueries {
    private VideoQueries() {}

    static void register(Stubs stubs) {
        stubs.add(
                "vkGetPhysicalDeviceVideoCapabilitiesKHR",
                PFN_vkGetPhysicalDeviceVideoCapabilitiesKHR::allocate,
                (physical, profile, out) -> Guard.result(
                        "vkGetPhysicalDeviceVideoCapabilitiesKHR",
                        physical,
                        () -> capabilities(physical, profile, out)));
        stubs.add(
                "vkGetPhysicalDeviceVideoFormatPropertiesKHR",
                PFN_vkGetPhysicalDeviceVideoFormatPropertiesKHR::allocate,
                (physical, info, count, out) -> Guard.result(
                        "vkGetPhysicalDeviceVideoFormatPropertiesKHR",
                        physical,
                        () -> formats(physical, info, count, out)));
        stubs.add(
                "vkGetPhysicalDeviceVideoEncodeQualityLevelPropertiesKHR",
                PFN_vkGetPhysicalDeviceVideoEncodeQualityLevelPropertiesKHR::allocate,
                (physical, info, out) -> Guard.result(
                        "vkGetPhysicalDeviceVideoEncodeQualityLevelPropertiesKHR",
                        physical,
                        () -> qualityLevel(physical, info, out)));
    }

    private static void extent(MemorySegment out, Extent extent) {
        VkExtent2D.width(out, extent.width());
        VkExtent2D.height(out, extent.height());
    }

    private static int capabilities(MemorySegment physical, MemorySegment info, MemorySegment out) {
        PhysicalDevice device = Handles.PHYSICAL_DEVICES.get(physical);
        EmulatedVideoProfile wanted = EmulatedVideoProfile.read(info);
        int refusal = wanted.check(device);
        if (refusal != 0) {
            MemorySegment base = device.instance().functions().vkGetPhysicalDeviceVideoCapabilitiesKHR();
            return wanted.isAv1Encode() || !device.baseHasVideo()
                    ? refusal
                    : PFN_vkGetPhysicalDeviceVideoCapabilitiesKHR.invoke(base, physical, info, out);
        }
        DriverProfile profile = device.profile();
        DriverProfile.VideoLimits video = profile.video();
        VkVideoCapabilitiesKHR.flags(out, Flag.mask(video.flags()));
        VkVideoCapabilitiesKHR.minBitstreamBufferOffsetAlignment(out, video.minBitstreamBufferOffsetAlignment());
        VkVideoCapabilitiesKHR.minBitstreamBufferSizeAlignment(out, video.minBitstreamBufferSizeAlignment());
        extent(VkVideoCapabilitiesKHR.pictureAccessGranularity(out), video.pictureAccessGranularity());
        extent(VkVideoCapabilitiesKHR.minCodedExtent(out), video.minCodedExtent());
        extent(VkVideoCapabilitiesKHR.maxCodedExtent(out), video.maxCodedExtent());
        VkVideoCapabilitiesKHR.maxDpbSlots(out, video.maxDpbSlots());
        VkVideoCapabilitiesKHR.maxActiveReferencePictures(out, video.maxActiveReferencePictures());
        MemorySegment version = VkVideoCapabilitiesKHR.stdHeaderVersion(out);
        boolean empty = device.driver().has(KnownFault.EMPTY_STD_HEADER_WITH_USAGE) && wanted.hasUsage();
        PhysicalDeviceCalls.put(
                VkExtensionProperties.extensionName(version), empty ? "" : "VK_STD_vulkan_video_codec_av1_encode", 256);
        VkExtensionProperties.specVersion(
                version, empty ? 0 : Vulkan.VK_STD_VULKAN_VIDEO_CODEC_AV1_ENCODE_SPEC_VERSION());
        MemorySegment encode = Structs.find(out, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_CAPABILITIES_KHR());
        if (encode != null) {
            fill(encode, profile.encode());
        }
        MemorySegment av1 = Structs.find(out, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_CAPABILITIES_KHR());
        if (av1 != null) {
            fill(av1, profile.av1());
        }
        fillMap(out, profile);
        fillRefresh(out, profile.intraRefresh());
        MemorySegment feedback = Structs.find(out, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_FEEDBACK_2_CAPABILITIES_KHR());
        if (feedback != null) {
            VkVideoEncodeFeedback2CapabilitiesKHR.maxPerPartitionFeedbackEntries(feedback, 0);
            VkVideoEncodeFeedback2CapabilitiesKHR.supportedPerPartitionEncodeFeedbackFlags(feedback, 0);
        }
        MemorySegment rgb =
                Structs.find(out, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_RGB_CONVERSION_CAPABILITIES_VALVE());
        if (rgb != null) {
            fill(rgb, profile.rgbConversion());
        }
        return 0;
    }

    private static void fillRefresh(MemorySegment out, DriverProfile.IntraRefreshLimits limits) {
        MemorySegment refresh =
                Structs.find(out, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_INTRA_REFRESH_CAPABILITIES_KHR());
        if (refresh != null) {
            VkVideoEncodeIntraRefreshCapabilitiesKHR.intraRefreshModes(refresh, Flag.mask(limits.intraRefreshModes()));
            VkVideoEncodeIntraRefreshCapabilitiesKHR.maxIntraRefreshCycleDuration(
                    refresh, limits.maxIntraRefreshCycleDuration());
            VkVideoEncodeIntraRefreshCapabilitiesKHR.maxIntraRefreshActiveReferencePictures(
                    refresh, limits.maxIntraRefreshActiveReferencePictures());
            VkVideoEncodeIntraRefreshCapabilitiesKHR.partitionIndependentIntraRefreshRegions(
                    refresh, limits.partitionIndependentIntraRefreshRegions() ? 1 : 0);
            VkVideoEncodeIntraRefreshCapabilitiesKHR.nonRectangularIntraRefreshRegions(
                    refresh, limits.nonRectangularIntraRefreshRegions() ? 1 : 0);
        }
    }

    private static void fillMap(MemorySegment out, DriverProfile profile) {
        QuantizationMap map = profile.quantizationMap();
        MemorySegment size =
                Structs.find(out, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUANTIZATION_MAP_CAPABILITIES_KHR());
        if (size != null) {
            Extent largest = profile.video().maxCodedExtent();
            extent(
                    VkVideoEncodeQuantizationMapCapabilitiesKHR.maxQuantizationMapExtent(size),
                    map.offered() ? map.cover(largest.width(), largest.height()) : new Extent(0, 0));
        }
        MemorySegment deltas =
                Structs.find(out, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_QUANTIZATION_MAP_CAPABILITIES_KHR());
        if (deltas != null) {
            VkVideoEncodeAV1QuantizationMapCapabilitiesKHR.minQIndexDelta(deltas, map.minQIndexDelta());
            VkVideoEncodeAV1QuantizationMapCapabilitiesKHR.maxQIndexDelta(deltas, map.maxQIndexDelta());
        }
    }

    private static void fill(MemorySegment out, DriverProfile.RgbConversion rgb) {
        VkVideoEncodeRgbConversionCapabilitiesVALVE.rgbModels(out, Flag.mask(rgb.rgbModels()));
        VkVideoEncodeRgbConversionCapabilitiesVALVE.rgbRanges(out, Flag.mask(rgb.rgbRanges()));
        VkVideoEncodeRgbConversionCapabilitiesVALVE.xChromaOffsets(out, Flag.mask(rgb.xChromaOffsets()));
        VkVideoEncodeRgbConversionCapabilitiesVALVE.yChromaOffsets(out, Flag.mask(rgb.yChromaOffsets()));
    }

    private static void fill(MemorySegment out, DriverProfile.EncodeLimits encode) {
        VkVideoEncodeCapabilitiesKHR.flags(out, Flag.mask(encode.flags()));
        VkVideoEncodeCapabilitiesKHR.rateControlModes(out, Flag.mask(encode.rateControlModes()));
        VkVideoEncodeCapabilitiesKHR.maxRateControlLayers(out, encode.maxRateControlLayers());
        VkVideoEncodeCapabilitiesKHR.maxBitrate(out, encode.maxBitrate());
        VkVideoEncodeCapabilitiesKHR.maxQualityLevels(out, encode.maxQualityLevels());
        extent(VkVideoEncodeCapabilitiesKHR.encodeInputPictureGranularity(out), encode.encodeInputPictureGranularity());
        VkVideoEncodeCapabilitiesKHR.supportedEncodeFeedbackFlags(
                out, Flag.mask(encode.supportedEncodeFeedbackFlags()));
    }

    private static void fill(MemorySegment out, DriverProfile.Av1Limits av1) {
        VkVideoEncodeAV1CapabilitiesKHR.flags(out, Flag.mask(av1.flags()));
        VkVideoEncodeAV1CapabilitiesKHR.maxLevel(out, av1.maxLevel());
        extent(VkVideoEncodeAV1CapabilitiesKHR.codedPictureAlignment(out), av1.codedPictureAlignment());
        extent(VkVideoEncodeAV1CapabilitiesKHR.maxTiles(out), av1.maxTiles());
        extent(VkVideoEncodeAV1CapabilitiesKHR.minTileSize(out), av1.minTileSize());
        extent(VkVideoEncodeAV1CapabilitiesKHR.maxTileSize(out), av1.maxTileSize());
        VkVideoEncodeAV1CapabilitiesKHR.superblockSizes(out, Flag.mask(av1.superblockSizes()));
        VkVideoEncodeAV1CapabilitiesKHR.maxSingleReferenceCount(out, av1.maxSingleReferenceCount());
        VkVideoEncodeAV1CapabilitiesKHR.singleReferenceNameMask(out, Flag.mask(av1.singleReferenceNameMask()));
        VkVideoEncodeAV1CapabilitiesKHR.maxUnidirectionalCompoundReferenceCount(
                out, av1.maxUnidirectionalCompoundReferenceCount());
        VkVideoEncodeAV1CapabilitiesKHR.maxUnidirectionalCompoundGroup1ReferenceCount(
                out, av1.maxUnidirectionalCompoundGroup1ReferenceCount());
        VkVideoEncodeAV1CapabilitiesKHR.unidirectionalCompoundReferenceNameMask(
                out, Flag.mask(av1.unidirectionalCompoundReferenceNameMask()));
        VkVideoEncodeAV1CapabilitiesKHR.maxBidirectionalCompoundReferenceCount(
                out, av1.maxBidirectionalCompoundReferenceCount());
        VkVideoEncodeAV1CapabilitiesKHR.maxBidirectionalCompoundGroup1ReferenceCount(
                out, av1.maxBidirectionalCompoundGroup1ReferenceCount());
        VkVideoEncodeAV1CapabilitiesKHR.maxBidirectionalCompoundGroup2ReferenceCount(
                out, av1.maxBidirectionalCompoundGroup2ReferenceCount());
        VkVideoEncodeAV1CapabilitiesKHR.bidirectionalCompoundReferenceNameMask(
                out, Flag.mask(av1.bidirectionalCompoundReferenceNameMask()));
        VkVideoEncodeAV1CapabilitiesKHR.maxTemporalLayerCount(out, av1.maxTemporalLayerCount());
        VkVideoEncodeAV1CapabilitiesKHR.maxSpatialLayerCount(out, av1.maxSpatialLayerCount());
        VkVideoEncodeAV1CapabilitiesKHR.maxOperatingPoints(out, av1.maxOperatingPoints());
        VkVideoEncodeAV1CapabilitiesKHR.minQIndex(out, av1.minQIndex());
        VkVideoEncodeAV1CapabilitiesKHR.maxQIndex(out, av1.maxQIndex());
        VkVideoEncodeAV1CapabilitiesKHR.prefersGopRemainingFrames(out, av1.prefersGopRemainingFrames() ? 1 : 0);
        VkVideoEncodeAV1CapabilitiesKHR.requiresGopRemainingFrames(out, av1.requiresGopRemainingFrames() ? 1 : 0);
        VkVideoEncodeAV1CapabilitiesKHR.stdSyntaxFlags(out, Flag.mask(av1.stdSyntaxFlags()));
    }

    private static int formats(MemorySegment physical, MemorySegment info, MemorySegment count, MemorySegment out) {
        PhysicalDevice device = Handles.PHYSICAL_DEVICES.get(physical);
        List<EmulatedVideoProfile> wanted = ProfileLists.ours(info);
        if (wanted.isEmpty()) {
            MemorySegment base = device.instance().functions().vkGetPhysicalDeviceVideoFormatPropertiesKHR();
            return !device.baseHasVideo()
                    ? ResultCode.PROFILE_OPERATION_NOT_SUPPORTED
                    : PFN_vkGetPhysicalDeviceVideoFormatPropertiesKHR.invoke(base, physical, info, count, out);
        }
        int refusal = ProfileLists.check(device, wanted);
        if (refusal != 0) {
            return refusal;
        }
        if (wanted.size() < ProfileLists.all(info).size()) {
            // Also for codecs of the base driver, whose images may be of another kind.
            return device.baseHasVideo()
                    ? ResultCode.IMAGE_USAGE_NOT_SUPPORTED
                    : ResultCode.PROFILE_OPERATION_NOT_SUPPORTED;
        }
        int usage = VkPhysicalDeviceVideoFormatInfoKHR.imageUsage(info);
        List<PictureOffer> offers = PictureOffer.of(device, wanted, usage);
        if (offers.isEmpty()) {
            return ResultCode.IMAGE_USAGE_NOT_SUPPORTED;
        }
        if (out.address() == 0) {
            count.set(ValueLayout.JAVA_INT, 0, offers.size());
            return 0;
        }
        int written = Math.min(offers.size(), count.get(ValueLayout.JAVA_INT, 0));
        for (int i = 0; i < written; i++) {
            fill(VkVideoFormatPropertiesKHR.asSlice(out, i), offers.get(i), device.profile());
        }
        count.set(ValueLayout.JAVA_INT, 0, written);
        return written < offers.size() ? ResultCode.INCOMPLETE : 0;
    }

    private static void fill(MemorySegment out, PictureOffer offer, DriverProfile profile) {
        VkVideoFormatPropertiesKHR.format(out, offer.format().code());
        VkVideoFormatPropertiesKHR.imageCreateFlags(out, offer.createFlags());
        VkVideoFormatPropertiesKHR.imageType(out, Vulkan.VK_IMAGE_TYPE_2D());
        VkVideoFormatPropertiesKHR.imageTiling(out, Vulkan.VK_IMAGE_TILING_OPTIMAL());
        VkVideoFormatPropertiesKHR.imageUsageFlags(out, offer.usage());
        MemorySegment mapping = VkVideoFormatPropertiesKHR.componentMapping(out);
        int identity = Vulkan.VK_COMPONENT_SWIZZLE_IDENTITY();
        VkComponentMapping.r(mapping, identity);
        VkComponentMapping.g(mapping, identity);
        VkComponentMapping.b(mapping, identity);
        VkComponentMapping.a(mapping, identity);
        MemorySegment map = Structs.find(out, Vulkan.VK_STRUCTURE_TYPE_VIDEO_FORMAT_QUANTIZATION_MAP_PROPERTIES_KHR());
        if (map != null && offer.format().isMap()) {
            extent(
                    VkVideoFormatQuantizationMapPropertiesKHR.quantizationMapTexelSize(map),
                    profile.quantizationMap().texelSize());
        }
        MemorySegment av1 =
                Structs.find(out, Vulkan.VK_STRUCTURE_TYPE_VIDEO_FORMAT_AV1_QUANTIZATION_MAP_PROPERTIES_KHR());
        if (av1 != null && offer.format().isMap()) {
            VkVideoFormatAV1QuantizationMapPropertiesKHR.compatibleSuperblockSizes(
                    av1, Flag.mask(profile.av1().superblockSizes()));
        }
    }

    private static int qualityLevel(MemorySegment physical, MemorySegment info, MemorySegment out) {
        PhysicalDevice device = Handles.PHYSICAL_DEVICES.get(physical);
        EmulatedVideoProfile wanted =
                EmulatedVideoProfile.read(VkPhysicalDeviceVideoEncodeQualityLevelInfoKHR.pVideoProfile(info));
        int refusal = wanted.check(device);
        if (refusal != 0) {
            MemorySegment base =
                    device.instance().functions().vkGetPhysicalDeviceVideoEncodeQualityLevelPropertiesKHR();
            return wanted.isAv1Encode() || !device.baseExtensions().contains("VK_KHR_video_encode_queue")
                    ? refusal
                    : PFN_vkGetPhysicalDeviceVideoEncodeQualityLevelPropertiesKHR.invoke(base, physical, info, out);
        }
        List<DriverProfile.QualityLevel> levels = device.profile().qualityLevels();
        int index = VkPhysicalDeviceVideoEncodeQualityLevelInfoKHR.qualityLevel(info);
        if (index < 0 || index >= levels.size()) {
            throw new Guard.Refusal(
                    ResultCode.UNKNOWN, "qualityLevel " + index + ": allowed are 0 to " + (levels.size() - 1));
        }
        DriverProfile.QualityLevel level = levels.get(index);
        int mode = level.preferredRateControlMode().bit();
        VkVideoEncodeQualityLevelPropertiesKHR.preferredRateControlMode(out, mode);
        VkVideoEncodeQualityLevelPropertiesKHR.preferredRateControlLayerCount(out, mode > 1 ? 1 : 0);
        MemorySegment av1 = Structs.find(out, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_QUALITY_LEVEL_PROPERTIES_KHR());
        if (av1 != null) {
            fill(av1, level, device.profile().av1());
        }
        return 0;
    }

    private static void fill(MemorySegment out, DriverProfile.QualityLevel level, DriverProfile.Av1Limits av1) {
        int gop = level.preferredGopFrameCount();
        VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredRateControlFlags(
                out,
                gop == 0 || level.preferredRateControlMode() == RateControlFlag.DEFAULT
                        ? 0
                        : Vulkan.VK_VIDEO_ENCODE_AV1_RATE_CONTROL_REGULAR_GOP_BIT_KHR());
        VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredGopFrameCount(out, gop);
        VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredKeyFramePeriod(out, gop);
        VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredConsecutiveBipredictiveFrameCount(
                out, level.preferredConsecutiveBipredictiveFrameCount());
        VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredTemporalLayerCount(out, 1);
        MemorySegment q = VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredConstantQIndex(out);
        VkVideoEncodeAV1QIndexKHR.intraQIndex(q, level.preferredConstantQIndex().get(0));
        VkVideoEncodeAV1QIndexKHR.predictiveQIndex(
                q, level.preferredConstantQIndex().get(1));
        VkVideoEncodeAV1QIndexKHR.bipredictiveQIndex(
                q, level.preferredConstantQIndex().get(2));
        VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredMaxSingleReferenceCount(out, av1.maxSingleReferenceCount());
        VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredSingleReferenceNameMask(
                out, Flag.mask(av1.singleReferenceNameMask()));
        VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredMaxUnidirectionalCompoundReferenceCount(
                out, av1.maxUnidirectionalCompoundReferenceCount());
        VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredMaxUnidirectionalCompoundGroup1ReferenceCount(
                out, av1.maxUnidirectionalCompoundGroup1ReferenceCount());
        VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredUnidirectionalCompoundReferenceNameMask(
                out, Flag.mask(av1.unidirectionalCompoundReferenceNameMask()));
        VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredMaxBidirectionalCompoundReferenceCount(
                out, av1.maxBidirectionalCompoundReferenceCount());
        VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredMaxBidirectionalCompoundGroup1ReferenceCount(
                out, av1.maxBidirectionalCompoundGroup1ReferenceCount());
        VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredMaxBidirectionalCompoundGroup2ReferenceCount(
                out, av1.maxBidirectionalCompoundGroup2ReferenceCount());
        VkVideoEncodeAV1QualityLevelPropertiesKHR.preferredBidirectionalCompoundReferenceNameMask(
                out, Flag.mask(av1.bidirectionalCompoundReferenceNameMask()));
    }
}
