// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import dev.moviemaker.VulkanDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a program's own device has of what its physical device offers. Pure. */
public final class AdoptedCapabilities {
    private AdoptedCapabilities() {}

    /**
     * Leaves of a physical device's capabilities those that the program's device was made with: its two queue families
     * and the features that it is said to have.
     *
     * @param missing what the device was seen to lack, one clause each
     * @return with the reasons as to why it cannot be used, if there are any
     */
    public static DeviceCapabilities of(DeviceCapabilities physical, VulkanDevice device, List<String> missing) {
        List<String> reasons = new ArrayList<>();
        Optional<QueueFamily> encode = family("encodeQueue", device.encodeQueue(), physical, reasons);
        Optional<QueueFamily> compute = family("computeQueue", device.computeQueue(), physical, reasons);
        if (encode.isPresent() && !encode.get().encodesAv1()) {
            reasons.add("encodeQueue: family %d given, which does not encode AV1; %s allowed"
                    .formatted(device.encodeQueue().family(), encodingFamilies(physical)));
        }
        if (compute.isPresent() && !compute.get().computes()) {
            reasons.add("computeQueue: family %d given, which has no compute"
                    .formatted(device.computeQueue().family()));
        }
        reasons.addAll(missing);
        DeviceFeatures features = physical.features();
        return new DeviceCapabilities(
                physical.identity(),
                physical.extensions(),
                families(physical, device),
                new DeviceFeatures(
                        features.synchronization2(),
                        features.timelineSemaphore(),
                        features.videoEncodeAv1(),
                        features.videoMaintenance1() && device.videoMaintenance1(),
                        features.storageImageExtendedFormats() && device.storageImageExtendedFormats(),
                        features.videoEncodeRgbConversion() && device.videoEncodeRgbConversion(),
                        features.videoEncodeQuantizationMap() && device.videoEncodeQuantizationMap(),
                        features.videoEncodeIntraRefresh() && device.videoEncodeIntraRefresh(),
                        features.videoEncodeFeedback2() && device.videoEncodeFeedback2()),
                support(enabled(physical.main8(), device), reasons),
                support(enabled(physical.main10(), device), reasons),
                support(enabled(physical.rgb(), device), rgbReasons(device, reasons)),
                support(enabled(physical.rgb10(), device), rgbReasons(device, reasons)));
    }

    private static ProfileSupport enabled(ProfileSupport physical, VulkanDevice device) {
        return physical instanceof ProfileSupport.Supported supported
                ? supported.with(
                        device.videoEncodeQuantizationMap() ? supported.deltaMaps() : DeltaMapLimits.NONE,
                        device.videoEncodeIntraRefresh() ? supported.intraRefresh() : IntraRefreshLimits.NONE)
                : physical;
    }

    private static List<String> rgbReasons(VulkanDevice device, List<String> reasons) {
        return device.videoEncodeRgbConversion()
                ? reasons
                : List.of("the device is not said to be made with videoEncodeRgbConversion");
    }

    /** The physical device's own reason comes first: the others follow from it. */
    private static ProfileSupport support(ProfileSupport physical, List<String> reasons) {
        return physical instanceof ProfileSupport.Unsupported || reasons.isEmpty()
                ? physical
                : new ProfileSupport.Unsupported(String.join("; ", reasons));
    }

    private static Optional<QueueFamily> family(
            String field, VulkanDevice.Queue queue, DeviceCapabilities physical, List<String> reasons) {
        Optional<QueueFamily> family = physical.queueFamilies().stream()
                .filter(f -> f.index() == queue.family())
                .findFirst();
        if (family.isEmpty()) {
            reasons.add("%s: family %d given, 0 to %d allowed"
                    .formatted(field, queue.family(), physical.queueFamilies().size() - 1));
        } else if (queue.index() >= family.get().queueCount()) {
            reasons.add("%s: index %d given, 0 to %d allowed in family %d"
                    .formatted(field, queue.index(), family.get().queueCount() - 1, queue.family()));
        }
        return family;
    }

    private static List<Integer> encodingFamilies(DeviceCapabilities physical) {
        return physical.queueFamilies().stream()
                .filter(QueueFamily::encodesAv1)
                .map(QueueFamily::index)
                .toList();
    }

    /** Only what the program gave, so that planning finds nothing else. */
    private static List<QueueFamily> families(DeviceCapabilities physical, VulkanDevice device) {
        return physical.queueFamilies().stream()
                .filter(f -> f.index() == device.encodeQueue().family()
                        || f.index() == device.computeQueue().family())
                .toList();
    }
}
