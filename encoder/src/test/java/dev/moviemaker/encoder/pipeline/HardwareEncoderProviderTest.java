// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.encoder.vk.InstanceRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardwareEncoderProviderTest {

    @Test
    void aMachineWithoutVulkanSaysSo() {
        VulkanSource none = new VulkanSource(
                () -> {
                    throw new UnsupportedException("no Vulkan loader found: tried x");
                },
                InstanceRequest.PLAIN);
        List<EncodingCapabilities> capabilities =
                new HardwareEncoderProvider(none, Duration.ofSeconds(5), false).capabilities();
        assertThat(capabilities).singleElement().satisfies(c -> {
            assertThat(c.hardware()).isTrue();
            assertThat(c.unusableReason()).contains("no Vulkan loader found: tried x");
        });
    }

    @Test
    void thisMachineGetsAnAnswerForEveryDevice() {
        assertThat(new HardwareEncoderProvider().capabilities()).isNotEmpty().allSatisfy(c -> {
            assertThat(c.device()).isNotBlank();
            assertThat(c.maxWidth() > 0).isEqualTo(c.unusableReason().isEmpty());
        });
    }
}
