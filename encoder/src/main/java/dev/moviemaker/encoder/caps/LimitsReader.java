// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_CAPABILITIES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_CAPABILITIES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_QUANTIZATION_MAP_CAPABILITIES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_CAPABILITIES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_INTRA_REFRESH_CAPABILITIES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUANTIZATION_MAP_CAPABILITIES_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_RGB_CONVERSION_CAPABILITIES_VALVE;

import dev.moviemaker.encoder.vk.VideoProfile;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.call.InstanceFunctions;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceVideoCapabilitiesKHR;
import dev.moviemaker.vulkan.raw.VkExtensionProperties;
import dev.moviemaker.vulkan.raw.VkExtent2D;
import dev.moviemaker.vulkan.raw.VkVideoCapabilitiesKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1CapabilitiesKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1QuantizationMapCapabilitiesKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeCapabilitiesKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeIntraRefreshCapabilitiesKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeQuantizationMapCapabilitiesKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeRgbConversionCapabilitiesVALVE;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Reads the limits of a profile. */
final class LimitsReader {
    private final InstanceFunctions functions;
    private final MemorySegment device;
    private final Arena arena;
    private final DeviceFeatures features;
    private MemorySegment videoStruct = MemorySegment.NULL;
    private MemorySegment encodeStruct = MemorySegment.NULL;
    private MemorySegment av1Struct = MemorySegment.NULL;
    private MemorySegment rgbStruct = MemorySegment.NULL;
    private MemorySegment mapStruct = MemorySegment.NULL;
    private MemorySegment deltaStruct = MemorySegment.NULL;
    private MemorySegment refreshStruct = MemorySegment.NULL;

    /**
     * A reader.
     *
     * @param features which say what the driver knows
     */
    LimitsReader(InstanceFunctions functions, MemorySegment device, Arena arena, DeviceFeatures features) {
        this.features = features;
        this.functions = functions;
        this.device = device;
        this.arena = arena;
    }

    void read(VideoProfile profile) {
        videoStruct = Structs.make(arena, VkVideoCapabilitiesKHR.layout(), VK_STRUCTURE_TYPE_VIDEO_CAPABILITIES_KHR());
        encodeStruct = Structs.make(
                arena, VkVideoEncodeCapabilitiesKHR.layout(), VK_STRUCTURE_TYPE_VIDEO_ENCODE_CAPABILITIES_KHR());
        av1Struct = Structs.make(
                arena, VkVideoEncodeAV1CapabilitiesKHR.layout(), VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_CAPABILITIES_KHR());
        rgbStruct = Structs.make(
                arena,
                VkVideoEncodeRgbConversionCapabilitiesVALVE.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_RGB_CONVERSION_CAPABILITIES_VALVE());
        Structs.chain(videoStruct, encodeStruct, av1Struct);
        mapStruct = Structs.make(
                arena,
                VkVideoEncodeQuantizationMapCapabilitiesKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUANTIZATION_MAP_CAPABILITIES_KHR());
        deltaStruct = Structs.make(
                arena,
                VkVideoEncodeAV1QuantizationMapCapabilitiesKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_QUANTIZATION_MAP_CAPABILITIES_KHR());
        if (profile.rgb()) {
            Structs.chain(videoStruct, rgbStruct);
        }
        if (features.videoEncodeQuantizationMap()) {
            Structs.chain(videoStruct, mapStruct, deltaStruct);
        }
        refreshStruct = Structs.make(
                arena,
                VkVideoEncodeIntraRefreshCapabilitiesKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_INTRA_REFRESH_CAPABILITIES_KHR());
        if (features.videoEncodeIntraRefresh()) {
            Structs.chain(videoStruct, refreshStruct);
        }
        VulkanResult.check(
                "vkGetPhysicalDeviceVideoCapabilitiesKHR",
                PFN_vkGetPhysicalDeviceVideoCapabilitiesKHR.invoke(
                        functions.vkGetPhysicalDeviceVideoCapabilitiesKHR(), device, profile.info(arena), videoStruct));
    }

    VideoLimits video() {
        MemorySegment s = videoStruct;
        MemorySegment std = VkVideoCapabilitiesKHR.stdHeaderVersion(s);
        return new VideoLimits(
                VkVideoCapabilitiesKHR.flags(s),
                VkVideoCapabilitiesKHR.minBitstreamBufferOffsetAlignment(s),
                VkVideoCapabilitiesKHR.minBitstreamBufferSizeAlignment(s),
                extent(VkVideoCapabilitiesKHR.pictureAccessGranularity(s)),
                extent(VkVideoCapabilitiesKHR.minCodedExtent(s)),
                extent(VkVideoCapabilitiesKHR.maxCodedExtent(s)),
                VkVideoCapabilitiesKHR.maxDpbSlots(s),
                VkVideoCapabilitiesKHR.maxActiveReferencePictures(s),
                Structs.string(VkExtensionProperties.extensionName(std)),
                VkExtensionProperties.specVersion(std));
    }

    EncodeLimits encode() {
        MemorySegment s = encodeStruct;
        return new EncodeLimits(
                VkVideoEncodeCapabilitiesKHR.flags(s),
                VkVideoEncodeCapabilitiesKHR.rateControlModes(s),
                VkVideoEncodeCapabilitiesKHR.maxRateControlLayers(s),
                VkVideoEncodeCapabilitiesKHR.maxBitrate(s),
                VkVideoEncodeCapabilitiesKHR.maxQualityLevels(s),
                extent(VkVideoEncodeCapabilitiesKHR.encodeInputPictureGranularity(s)),
                VkVideoEncodeCapabilitiesKHR.supportedEncodeFeedbackFlags(s));
    }

    Av1Limits av1() {
        MemorySegment s = av1Struct;
        return new Av1Limits(
                VkVideoEncodeAV1CapabilitiesKHR.flags(s),
                VkVideoEncodeAV1CapabilitiesKHR.maxLevel(s),
                extent(VkVideoEncodeAV1CapabilitiesKHR.codedPictureAlignment(s)),
                extent(VkVideoEncodeAV1CapabilitiesKHR.maxTiles(s)),
                extent(VkVideoEncodeAV1CapabilitiesKHR.minTileSize(s)),
                extent(VkVideoEncodeAV1CapabilitiesKHR.maxTileSize(s)),
                VkVideoEncodeAV1CapabilitiesKHR.superblockSizes(s),
                VkVideoEncodeAV1CapabilitiesKHR.maxSingleReferenceCount(s),
                VkVideoEncodeAV1CapabilitiesKHR.singleReferenceNameMask(s),
                VkVideoEncodeAV1CapabilitiesKHR.maxUnidirectionalCompoundReferenceCount(s),
                VkVideoEncodeAV1CapabilitiesKHR.maxUnidirectionalCompoundGroup1ReferenceCount(s),
                VkVideoEncodeAV1CapabilitiesKHR.unidirectionalCompoundReferenceNameMask(s),
                VkVideoEncodeAV1CapabilitiesKHR.maxBidirectionalCompoundReferenceCount(s),
                VkVideoEncodeAV1CapabilitiesKHR.maxBidirectionalCompoundGroup1ReferenceCount(s),
                VkVideoEncodeAV1CapabilitiesKHR.maxBidirectionalCompoundGroup2ReferenceCount(s),
                VkVideoEncodeAV1CapabilitiesKHR.bidirectionalCompoundReferenceNameMask(s),
                VkVideoEncodeAV1CapabilitiesKHR.maxTemporalLayerCount(s),
                VkVideoEncodeAV1CapabilitiesKHR.maxSpatialLayerCount(s),
                VkVideoEncodeAV1CapabilitiesKHR.maxOperatingPoints(s),
                VkVideoEncodeAV1CapabilitiesKHR.minQIndex(s),
                VkVideoEncodeAV1CapabilitiesKHR.maxQIndex(s),
                VkVideoEncodeAV1CapabilitiesKHR.prefersGopRemainingFrames(s) != 0,
                VkVideoEncodeAV1CapabilitiesKHR.requiresGopRemainingFrames(s) != 0,
                VkVideoEncodeAV1CapabilitiesKHR.stdSyntaxFlags(s));
    }

    /** Delta maps, whose images may have these formats. */
    DeltaMapLimits deltaMaps(List<DeltaMapLimits.Format> formats) {
        return formats.isEmpty()
                ? DeltaMapLimits.NONE
                : new DeltaMapLimits(
                        VkVideoEncodeAV1QuantizationMapCapabilitiesKHR.minQIndexDelta(deltaStruct),
                        VkVideoEncodeAV1QuantizationMapCapabilitiesKHR.maxQIndexDelta(deltaStruct),
                        extent(VkVideoEncodeQuantizationMapCapabilitiesKHR.maxQuantizationMapExtent(mapStruct)),
                        formats);
    }

    IntraRefreshLimits intraRefresh() {
        MemorySegment s = refreshStruct;
        return new IntraRefreshLimits(
                VkVideoEncodeIntraRefreshCapabilitiesKHR.intraRefreshModes(s),
                VkVideoEncodeIntraRefreshCapabilitiesKHR.maxIntraRefreshCycleDuration(s),
                VkVideoEncodeIntraRefreshCapabilitiesKHR.maxIntraRefreshActiveReferencePictures(s),
                VkVideoEncodeIntraRefreshCapabilitiesKHR.partitionIndependentIntraRefreshRegions(s) != 0,
                VkVideoEncodeIntraRefreshCapabilitiesKHR.nonRectangularIntraRefreshRegions(s) != 0);
    }

    RgbLimits rgb() {
        MemorySegment s = rgbStruct;
        return new RgbLimits(
                VkVideoEncodeRgbConversionCapabilitiesVALVE.rgbModels(s),
                VkVideoEncodeRgbConversionCapabilitiesVALVE.rgbRanges(s),
                VkVideoEncodeRgbConversionCapabilitiesVALVE.xChromaOffsets(s),
                VkVideoEncodeRgbConversionCapabilitiesVALVE.yChromaOffsets(s));
    }

    private static Extent extent(MemorySegment struct) {
        return new Extent(VkExtent2D.width(struct), VkExtent2D.height(struct));
    }
}
