// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import dev.moviemaker.level.LevelChoice;
import dev.moviemaker.vulkan.std.VulkanMacros;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that was read from a device, for users and reports: maps, lists, texts, numbers and truth values under
 * Vulkan's names.
 */
final class DeviceDetails {
    private static final List<String> TYPES = List.of("OTHER", "INTEGRATED_GPU", "DISCRETE_GPU", "VIRTUAL_GPU", "CPU");

    private DeviceDetails() {}

    static Map<String, Object> of(DeviceCapabilities device) {
        Map<String, Object> all = new LinkedHashMap<>();
        DeviceIdentity identity = device.identity();
        all.put("index", identity.index());
        all.put("deviceName", identity.name());
        all.put("deviceType", identity.type() < TYPES.size() ? TYPES.get(identity.type()) : "OTHER");
        all.put("deviceUUID", identity.uuid());
        all.put("vendorID", "0x%04x".formatted(identity.vendorId()));
        all.put("deviceID", "0x%04x".formatted(identity.deviceId()));
        all.put("apiVersion", VulkanMacros.apiVersionString(identity.apiVersion()));
        all.put("driverID", identity.driverId());
        all.put("driver", identity.driver());
        all.put("features", features(device.features()));
        all.put(
                "queueFamilies",
                device.queueFamilies().stream().map(DeviceDetails::family).toList());
        all.put("extensions", device.extensions().stream().sorted().toList());
        all.put("AV1 Main 8 bit", profile(device.main8()));
        all.put("AV1 Main 10 bit", profile(device.main10()));
        all.put("AV1 Main 8 bit of RGB", profile(device.rgb()));
        all.put("AV1 Main 10 bit of RGB", profile(device.rgb10()));
        return all;
    }

    private static Map<String, Object> features(DeviceFeatures features) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("synchronization2", features.synchronization2());
        map.put("timelineSemaphore", features.timelineSemaphore());
        map.put("videoEncodeAV1", features.videoEncodeAv1());
        map.put("videoMaintenance1", features.videoMaintenance1());
        map.put("shaderStorageImageExtendedFormats", features.storageImageExtendedFormats());
        map.put("videoEncodeRgbConversion", features.videoEncodeRgbConversion());
        map.put("videoEncodeQuantizationMap", features.videoEncodeQuantizationMap());
        map.put("videoEncodeIntraRefresh", features.videoEncodeIntraRefresh());
        map.put("videoEncodeFeedback2", features.videoEncodeFeedback2());
        return map;
    }

    private static Map<String, Object> family(QueueFamily family) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("index", family.index());
        map.put("queueFlags", BitNames.QUEUE.of(family.flags()));
        map.put("queueCount", family.queueCount());
        map.put("timestampValidBits", family.timestampValidBits());
        map.put("videoCodecOperations", BitNames.CODEC_OPERATION.of(family.videoCodecOperations()));
        map.put("queryResultStatusSupport", family.queryResultStatus());
        return map;
    }

    private static Map<String, Object> profile(ProfileSupport support) {
        Map<String, Object> map = new LinkedHashMap<>();
        switch (support) {
            case ProfileSupport.Unsupported(String reason) -> map.put("unsupported", reason);
            case ProfileSupport.Supported s -> {
                map.put("videoUsageHints", BitNames.USAGE.of(s.hints().usage()));
                map.put("tuningMode", BitNames.tuning(s.hints().tuning()));
                if (!s.rgb().equals(RgbLimits.NONE)) {
                    map.put("rgb", rgb(s.rgb()));
                }
                map.put("video", video(s.video()));
                map.put("encode", encode(s.encode()));
                map.put("av1", av1(s.av1()));
                if (!s.deltaMaps().formats().isEmpty()) {
                    map.put("quantizationDeltaMaps", deltaMaps(s.deltaMaps()));
                }
                if (s.intraRefresh().modes() != 0) {
                    map.put("intraRefresh", intraRefresh(s.intraRefresh()));
                }
                map.put("sourceFormats", formats(s.sourceFormats()));
                map.put("storageFormats", formats(s.storageFormats()));
                map.put("dpbFormats", formats(s.dpbFormats()));
                map.put(
                        "qualityLevels",
                        s.qualityLevels().stream()
                                .map(DeviceDetails::qualityLevel)
                                .toList());
            }
        }
        return map;
    }

    private static Map<String, Object> video(VideoLimits limits) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("flags", BitNames.VIDEO_CAPABILITY.of(limits.flags()));
        map.put("minBitstreamBufferOffsetAlignment", limits.minBitstreamBufferOffsetAlignment());
        map.put("minBitstreamBufferSizeAlignment", limits.minBitstreamBufferSizeAlignment());
        map.put("pictureAccessGranularity", limits.pictureAccessGranularity().toString());
        map.put("minCodedExtent", limits.minCodedExtent().toString());
        map.put("maxCodedExtent", limits.maxCodedExtent().toString());
        map.put("maxDpbSlots", limits.maxDpbSlots());
        map.put("maxActiveReferencePictures", limits.maxActiveReferencePictures());
        map.put(
                "stdHeaderVersion",
                limits.stdHeaderName() + " " + VulkanMacros.apiVersionString(limits.stdHeaderVersion()));
        return map;
    }

    private static Map<String, Object> rgb(RgbLimits limits) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rgbModels", BitNames.RGB_MODEL.of(limits.rgbModels()));
        map.put("rgbRanges", BitNames.RGB_RANGE.of(limits.rgbRanges()));
        map.put("xChromaOffsets", BitNames.CHROMA_OFFSET.of(limits.xChromaOffsets()));
        map.put("yChromaOffsets", BitNames.CHROMA_OFFSET.of(limits.yChromaOffsets()));
        return map;
    }

    private static Map<String, Object> encode(EncodeLimits limits) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("flags", BitNames.ENCODE_CAPABILITY.of(limits.flags()));
        map.put("rateControlModes", BitNames.RATE_CONTROL.of(limits.rateControlModes()));
        map.put("maxRateControlLayers", limits.maxRateControlLayers());
        map.put("maxBitrate", limits.maxBitrate());
        map.put("maxQualityLevels", limits.maxQualityLevels());
        map.put(
                "encodeInputPictureGranularity",
                limits.encodeInputPictureGranularity().toString());
        map.put("supportedEncodeFeedbackFlags", BitNames.FEEDBACK.of(limits.feedbackFlags()));
        return map;
    }

    private static Map<String, Object> av1(Av1Limits limits) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("flags", BitNames.AV1_CAPABILITY.of(limits.flags()));
        map.put("maxLevel", LevelChoice.name(limits.maxLevel(), 0));
        map.put("codedPictureAlignment", limits.codedPictureAlignment().toString());
        map.put("maxTiles", limits.maxTiles().toString());
        map.put("minTileSize", limits.minTileSize().toString());
        map.put("maxTileSize", limits.maxTileSize().toString());
        map.put("superblockSizes", BitNames.SUPERBLOCK.of(limits.superblockSizes()));
        map.put("maxSingleReferenceCount", limits.singleReferences());
        map.put("singleReferenceNameMask", BitNames.REFERENCE_NAME.of(limits.singleNames()));
        map.put("maxUnidirectionalCompoundReferenceCount", limits.unidirectionalReferences());
        map.put("maxUnidirectionalCompoundGroup1ReferenceCount", limits.unidirectionalGroup1References());
        map.put("unidirectionalCompoundReferenceNameMask", BitNames.REFERENCE_NAME.of(limits.unidirectionalNames()));
        map.put("maxBidirectionalCompoundReferenceCount", limits.bidirectionalReferences());
        map.put("maxBidirectionalCompoundGroup1ReferenceCount", limits.bidirectionalGroup1References());
        map.put("maxBidirectionalCompoundGroup2ReferenceCount", limits.bidirectionalGroup2References());
        map.put("bidirectionalCompoundReferenceNameMask", BitNames.REFERENCE_NAME.of(limits.bidirectionalNames()));
        map.put("maxTemporalLayerCount", limits.maxTemporalLayers());
        map.put("maxSpatialLayerCount", limits.maxSpatialLayers());
        map.put("maxOperatingPoints", limits.maxOperatingPoints());
        map.put("minQIndex", limits.minQIndex());
        map.put("maxQIndex", limits.maxQIndex());
        map.put("prefersGopRemainingFrames", limits.prefersGopRemainingFrames());
        map.put("requiresGopRemainingFrames", limits.requiresGopRemainingFrames());
        map.put("stdSyntaxFlags", BitNames.STD_SYNTAX.of(limits.stdSyntaxFlags()));
        return map;
    }

    private static Map<String, Object> intraRefresh(IntraRefreshLimits limits) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("intraRefreshModes", BitNames.INTRA_REFRESH_MODE.of(limits.modes()));
        map.put("maxIntraRefreshCycleDuration", limits.maxCycleDuration());
        map.put("maxIntraRefreshActiveReferencePictures", limits.maxActiveReferences());
        map.put("partitionIndependentIntraRefreshRegions", limits.partitionIndependent());
        map.put("nonRectangularIntraRefreshRegions", limits.nonRectangular());
        return map;
    }

    private static Map<String, Object> deltaMaps(DeltaMapLimits limits) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("minQIndexDelta", limits.minQIndexDelta());
        map.put("maxQIndexDelta", limits.maxQIndexDelta());
        map.put("maxQuantizationMapExtent", limits.largest().toString());
        map.put(
                "formats",
                limits.formats().stream()
                        .map(format -> {
                            Map<String, Object> one = new LinkedHashMap<>(
                                    formats(List.of(format.image())).getFirst());
                            one.put(
                                    "quantizationMapTexelSize",
                                    format.texelSize().toString());
                            one.put("compatibleSuperblockSizes", BitNames.SUPERBLOCK.of(format.superblockSizes()));
                            return one;
                        })
                        .toList());
        return map;
    }

    private static List<Map<String, Object>> formats(List<VideoFormat> formats) {
        return formats.stream()
                .map(format -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    map.put("format", format.name());
                    map.put("imageCreateFlags", BitNames.IMAGE_CREATE.of(format.imageCreateFlags()));
                    map.put("imageTiling", format.imageTiling() == 0 ? "OPTIMAL" : "LINEAR");
                    map.put("imageUsageFlags", BitNames.IMAGE_USAGE.of(format.imageUsageFlags()));
                    return map;
                })
                .toList();
    }

    private static Map<String, Object> qualityLevel(QualityLevel level) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("preferredRateControlMode", BitNames.RATE_CONTROL.of(level.rateControlMode()));
        map.put("preferredRateControlLayerCount", level.rateControlLayerCount());
        map.put("preferredRateControlFlags", BitNames.AV1_RATE_CONTROL.of(level.rateControlFlags()));
        map.put("preferredGopFrameCount", level.gopFrameCount());
        map.put("preferredKeyFramePeriod", level.keyFramePeriod());
        map.put("preferredConsecutiveBipredictiveFrameCount", level.consecutiveBipredictiveFrameCount());
        map.put("preferredTemporalLayerCount", level.temporalLayerCount());
        map.put(
                "preferredConstantQIndex",
                List.of(level.intraQIndex(), level.predictiveQIndex(), level.bipredictiveQIndex()));
        map.put("preferredMaxSingleReferenceCount", level.singleReferences());
        map.put("preferredSingleReferenceNameMask", BitNames.REFERENCE_NAME.of(level.singleNames()));
        map.put("preferredMaxUnidirectionalCompoundReferenceCount", level.unidirectionalReferences());
        map.put(
                "preferredUnidirectionalCompoundReferenceNameMask",
                BitNames.REFERENCE_NAME.of(level.unidirectionalNames()));
        map.put("preferredMaxBidirectionalCompoundReferenceCount", level.bidirectionalReferences());
        map.put(
                "preferredBidirectionalCompoundReferenceNameMask",
                BitNames.REFERENCE_NAME.of(level.bidirectionalNames()));
        return map;
    }
}
