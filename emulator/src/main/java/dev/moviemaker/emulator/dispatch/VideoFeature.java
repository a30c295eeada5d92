// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.objects.PhysicalDevice;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Predicate;

/**
 * An extension that profiles offer or not, with its one feature. All their feature structures are a header and one
 * VkBool32.
 */
enum VideoFeature {
    MAINTENANCE_1(
            "VK_KHR_video_maintenance1",
            1,
            "videoMaintenance1",
            Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_MAINTENANCE_1_FEATURES_KHR(),
            DriverProfile::maintenance1),
    QUANTIZATION_MAP(
            "VK_KHR_video_encode_quantization_map",
            2,
            "videoEncodeQuantizationMap",
            Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_QUANTIZATION_MAP_FEATURES_KHR(),
            profile -> profile.quantizationMap().offered()),
    FEEDBACK_2(
            "VK_KHR_video_encode_feedback2",
            1,
            "videoEncodeFeedback2",
            Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_FEEDBACK_2_FEATURES_KHR(),
            profile -> profile.encode().feedback2()),
    INTRA_REFRESH(
            "VK_KHR_video_encode_intra_refresh",
            1,
            "videoEncodeIntraRefresh",
            Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_INTRA_REFRESH_FEATURES_KHR(),
            profile -> profile.intraRefresh().offered()),
    RGB_CONVERSION(
            "VK_VALVE_video_encode_rgb_conversion",
            1,
            "videoEncodeRgbConversion",
            Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_RGB_CONVERSION_FEATURES_VALVE(),
            profile -> profile.rgbConversion().offered());

    private static final long FEATURE = 16;

    private final String extension;
    private final int revision;
    private final String feature;
    private final int structureType;

    @SuppressWarnings("ImmutableEnumChecker") // all are method references and lambdas without state
    private final Predicate<DriverProfile> offered;

    VideoFeature(String extension, int revision, String feature, int structureType, Predicate<DriverProfile> offered) {
        this.extension = extension;
        this.revision = revision;
        this.feature = feature;
        this.structureType = structureType;
        this.offered = offered;
    }

    String extension() {
        return extension;
    }

    int revision() {
        return revision;
    }

    int structureType() {
        return structureType;
    }

    /** Whether a profile has it. */
    boolean isOffered(DriverProfile profile) {
        return offered.test(profile);
    }

    /** Tells of it where the chain asks. */
    void tell(PhysicalDevice device, MemorySegment features) {
        MemorySegment structure = Structs.find(features, structureType);
        if (structure != null && isOffered(device.profile())) {
            structure.set(ValueLayout.JAVA_INT, FEATURE, 1);
        }
    }

    /** Whether a device is to be made with it; refused where the profile does not have it. */
    boolean isWanted(PhysicalDevice on, MemorySegment createInfo) {
        MemorySegment structure = Structs.find(createInfo, structureType);
        boolean wanted = structure != null && structure.get(ValueLayout.JAVA_INT, FEATURE) != 0;
        if (wanted && !isOffered(on.profile())) {
            throw new Guard.Refusal(ResultCode.FEATURE_NOT_PRESENT, feature + ": the profile does not have it");
        }
        return wanted;
    }
}
