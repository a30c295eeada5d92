// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.VulkanDevice;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdoptedCapabilitiesTest {
    private static final DeviceCapabilities PHYSICAL = RecordedDevices.named("nvidia");
    private static final int ENCODE = PHYSICAL.encodeFamily().orElseThrow().index();
    private static final int COMPUTE = PHYSICAL.computeFamily().orElseThrow().index();

    private static DeviceCapabilities adopt(int encode, int compute, boolean features, String... missing) {
        VulkanDevice device = VulkanDevice.builder()
                .getInstanceProcAddr(1)
                .instance(2, 1 << 22 | 3 << 12)
                .device(4, 5)
                .encodeQueue(new VulkanDevice.Queue(encode, 0))
                .computeQueue(new VulkanDevice.Queue(compute, 0))
                .storageImageExtendedFormats(features)
                .videoMaintenance1(features)
                .videoEncodeRgbConversion(features)
                .videoEncodeQuantizationMap(features)
                .videoEncodeIntraRefresh(features)
                .videoEncodeFeedback2(features)
                .build();
        return AdoptedCapabilities.of(PHYSICAL, device, List.of(missing));
    }

    @Test
    void aDeviceWithEverythingIsThePhysicalOneWithTwoFamilies() {
        DeviceCapabilities adopted = adopt(ENCODE, COMPUTE, true);
        assertThat(adopted.unusableReason()).isEmpty();
        assertThat(adopted.features()).isEqualTo(PHYSICAL.features());
        assertThat(adopted.queueFamilies()).extracting(QueueFamily::index).containsExactlyInAnyOrder(ENCODE, COMPUTE);
        assertThat(adopted.main10()).isEqualTo(PHYSICAL.main10());
    }

    @Test
    void featuresThatTheProgramDidNotEnableAreNotThere() {
        DeviceFeatures features = adopt(ENCODE, COMPUTE, false).features();
        assertThat(features.videoMaintenance1()).isFalse();
        assertThat(features.videoEncodeFeedback2()).isFalse();
        assertThat(features.storageImageExtendedFormats()).isFalse();
        assertThat(features.videoEncodeAv1()).isTrue();
    }

    @Test
    void everyReasonIsTold() {
        assertThat(adopt(COMPUTE, ENCODE, true, "the device was made without x").unusableReason())
                .hasValue("encodeQueue: family %d given, which does not encode AV1; [%d] allowed; "
                                .formatted(COMPUTE, ENCODE)
                        + "computeQueue: family %d given, which has no compute; ".formatted(ENCODE)
                        + "the device was made without x");
        int families = PHYSICAL.queueFamilies().size();
        assertThat(adopt(families, COMPUTE, true).unusableReason())
                .hasValue("encodeQueue: family %d given, 0 to %d allowed".formatted(families, families - 1));
    }
}
