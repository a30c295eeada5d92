// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncodingCapabilities;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceDetailsTest {

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> map, String... keys) {
        Map<String, Object> here = map;
        for (String key : keys) {
            here = (Map<String, Object>) Objects.requireNonNull(here.get(key), key);
        }
        return here;
    }

    @Test
    void everythingThatWasReadIsTold() {
        EncodingCapabilities told = PublicCapabilities.of(RecordedDevices.named("radv-rdna4"));
        Map<String, Object> details = told.details();
        assertThat(at(details, "features")).hasSize(DeviceFeatures.class.getRecordComponents().length);
        assertThat(at(details, "AV1 Main 8 bit", "av1")).hasSize(Av1Limits.class.getRecordComponents().length);
        assertThat(at(details, "AV1 Main 8 bit", "encode")).hasSize(EncodeLimits.class.getRecordComponents().length);
        // Name and version of the Std header are one text.
        assertThat(at(details, "AV1 Main 8 bit", "video")).hasSize(VideoLimits.class.getRecordComponents().length - 1);
        assertThat((List<?>) details.get("queueFamilies"))
                .allSatisfy(family ->
                        assertThat((Map<?, ?>) family).hasSize(QueueFamily.class.getRecordComponents().length));
        // Three QIndexes are one list.
        assertThat((List<?>) at(details, "AV1 Main 10 bit").get("qualityLevels"))
                .hasSize(4)
                .allSatisfy(level ->
                        assertThat((Map<?, ?>) level).hasSize(QualityLevel.class.getRecordComponents().length - 2));
    }

    @Test
    void bitsHaveTheirNames() {
        Map<String, Object> details =
                PublicCapabilities.of(RecordedDevices.named("radv-rdna4")).details();
        assertThat(at(details, "AV1 Main 8 bit", "av1"))
                .containsEntry("bidirectionalCompoundReferenceNameMask", List.of("LAST", "ALTREF"))
                .containsEntry("maxLevel", "6.1")
                .containsEntry("maxTiles", "2x16");
        assertThat(at(details, "AV1 Main 8 bit", "encode"))
                .containsEntry("rateControlModes", List.of("DISABLED", "CBR", "VBR"));
        assertThat(BitNames.SUPERBLOCK.of(7)).containsExactly("64", "128", "0x4");
    }

    @Test
    void aDeviceThatCannotEncodeTellsWhatItHasAllTheSame() {
        DeviceCapabilities device = RecordedDevices.named("anv");
        ProfileSupport none = new ProfileSupport.Unsupported("no queue family encodes video");
        EncodingCapabilities told = PublicCapabilities.of(new DeviceCapabilities(
                device.identity(), Set.of("VK_KHR_swapchain"), List.of(), DeviceFeatures.NONE, none, none, none, none));
        assertThat(told.unusableReason()).contains("no queue family encodes video");
        assertThat(told.details()).containsEntry("extensions", List.of("VK_KHR_swapchain"));
        assertThat(at(told.details(), "AV1 Main 8 bit")).containsEntry("unsupported", "no queue family encodes video");
    }

    @Test
    void theDriversOwnConversionIsTold() {
        Map<String, Object> details =
                PublicCapabilities.of(RecordedDevices.named("maximal")).details();
        assertThat(at(details, "features")).containsEntry("videoEncodeRgbConversion", true);
        assertThat(at(details, "AV1 Main 8 bit of RGB", "rgb"))
                .hasSize(RgbLimits.class.getRecordComponents().length)
                .containsEntry("rgbModels", List.of("YCBCR_709", "YCBCR_601", "YCBCR_2020"))
                .containsEntry("yChromaOffsets", List.of("COSITED_EVEN", "MIDPOINT"));
        assertThat((List<?>) at(details, "AV1 Main 8 bit of RGB").get("sourceFormats"))
                .extracting(format -> String.valueOf(((Map<?, ?>) format).get("format")))
                .containsExactlyInAnyOrder("RGBA8", "BGRA8");
        assertThat(at(details, "AV1 Main 8 bit")).doesNotContainKey("rgb").containsEntry("tuningMode", "DEFAULT");
        assertThat(at(PublicCapabilities.of(RecordedDevices.named("radv-rdna4")).details(), "AV1 Main 8 bit of RGB"))
                .extractingByKey("unsupported")
                .asString()
                .contains("lack the feature VIDEO_ENCODE_INPUT");
        assertThat(at(PublicCapabilities.of(RecordedDevices.named("nvidia")).details(), "AV1 Main 8 bit of RGB"))
                .containsEntry("unsupported", "the driver has no VK_VALVE_video_encode_rgb_conversion");
    }
}
