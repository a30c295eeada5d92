// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.encoder.vk.InstanceRequest;
import dev.moviemaker.encoder.vk.VulkanLoader;
import dev.moviemaker.spi.EncoderProvider;
import dev.moviemaker.spi.VideoEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How often a driver is asked for all that it can do, and what becomes of its answers. */
class DriverReadsEmulatorTest {
    private static final String LIMITS = "vkGetPhysicalDeviceVideoCapabilitiesKHR";
    private static final String FORMATS = "vkGetPhysicalDeviceVideoFormatPropertiesKHR";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final EncoderSettings SETTINGS =
            EncoderSettings.builder().width(320).height(128).build();

    /** Counts, but fails nothing. */
    private final Faults counting = Faults.none().fail(LIMITS, -1, 0);

    /** Without validation layers, which ask on their own. */
    private static InstanceRequest plain(EmulatedGpu gpu) {
        return InstanceRequest.PLAIN.withDriver(gpu.driver().getInstanceProcAddr());
    }

    private static void record(EncoderProvider provider) {
        try (VideoEncoder encoder = provider.open(SETTINGS, packet -> {})) {
            Frame frame = Movie.frame(PixelFormat.NV12, 320, 128, 0);
            encoder.submit(frame, 0, 1);
            encoder.finish();
        }
    }

    @Test
    void aMachinesDriverIsAskedOnceForARecordingAndItsSelfTest() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia", counting, PATIENCE);
        HardwareEncoderProvider provider =
                new HardwareEncoderProvider(new VulkanSource(VulkanLoader::load, plain(gpu)), PATIENCE, true);
        assertThat(provider.capabilities()).hasSize(1);
        int once = counting.seen(LIMITS);
        assertThat(once).isPositive();
        record(provider);
        record(provider);
        assertThat(provider.capabilities()).hasSize(1);
        assertThat(counting.seen(LIMITS)).isEqualTo(once);
        assertThat(gpu.driver().liveObjects()).isEmpty();
    }

    @Test
    void aProgramsDriverIsAskedOnceAsLongAsItIsUsed() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia", counting, PATIENCE);
        try (Program program = new Program(plain(gpu))) {
            int before = counting.seen(LIMITS);
            AdoptedEncoderProvider provider = new AdoptedEncoderProvider(program.lent(), PATIENCE, Optional.empty());
            assertThat(provider.capabilities()).hasSize(1);
            int once = counting.seen(LIMITS);
            assertThat(once).isGreaterThan(before);
            record(provider);
            record(provider);
            assertThat(provider.capabilities()).hasSize(1);
            assertThat(counting.seen(LIMITS)).isEqualTo(once);
        }
        assertThat(gpu.driver().liveObjects()).isEmpty();
    }

    private static List<EncodingCapabilities> withFormatsAnswered(int result) {
        EmulatedGpu gpu = new EmulatedGpu("nvidia", Faults.none().fail(FORMATS, 0, result), PATIENCE);
        return gpu.unvalidatedProvider().capabilities();
    }

    @Test
    void aDriverThatFailsToTellItsFormatsIsNotTakenForOneWithoutAny() {
        assertThat(withFormatsAnswered(-13))
                .singleElement()
                .satisfies(device -> assertThat(device.unusableReason())
                        .hasValueSatisfying(
                                reason -> assertThat(reason).contains(FORMATS + " returned VK_ERROR_UNKNOWN")));
        assertThat(withFormatsAnswered(-11))
                .singleElement()
                .satisfies(device -> assertThat(device.unusableReason())
                        .hasValueSatisfying(
                                reason -> assertThat(reason).contains("the driver takes no NV12 source images")));
    }
}
