// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.encoder.vk.Instance;
import dev.moviemaker.encoder.vk.InstanceRequest;
import dev.moviemaker.encoder.vk.UsageHints;
import dev.moviemaker.encoder.vk.VulkanEntry;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The recorded capabilities are still those that are read of the emulated driver; {@code -Drecord} writes them anew.
 */
class CapabilitiesEmulatorTest {

    static Stream<String> profiles() {
        return RecordedDevices.PROFILES.stream();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void capabilitiesAreAsRecorded(String profile) {
        assumeTrue(EmulatedDriver.lavapipe().isPresent(), "lavapipe (Debian: mesa-vulkan-drivers) is not installed");
        EmulatedDriver driver = EmulatedDriver.over(EmulatedDriver.lavapipe().orElseThrow(), Profiles.named(profile));
        DeviceCapabilities read;
        try (Instance instance =
                Instance.create(new VulkanEntry(driver.getInstanceProcAddr()), InstanceRequest.PLAIN)) {
            read = withoutBaseDriver(
                    DeviceReader.read(instance, instance.physicalDevices().getFirst(), 0, UsageHints.RECORDING));
        }
        assertThat(driver.liveObjects()).isEmpty();
        assertThat(RecordedDevices.isRecorded(profile + ".json", RecordedDevices.json(read)))
                .as("capabilities as recorded; now:%n%s", RecordedDevices.json(read))
                .isTrue();
        assertThat(RecordedDevices.named(profile)).isEqualTo(read);
    }

    /** What the driver behind the emulated one says of itself changes with its version. */
    private static DeviceCapabilities withoutBaseDriver(DeviceCapabilities read) {
        DeviceIdentity identity = read.identity();
        String name = identity.name().split(" over ", 2)[0];
        boolean ownDriver = identity.vendorId() != 0x10005;
        Set<String> extensions = read.extensions().stream()
                .filter(e -> e.startsWith("VK_KHR_video") || e.startsWith("VK_VALVE_video"))
                .collect(Collectors.toSet());
        return new DeviceCapabilities(
                new DeviceIdentity(
                        0,
                        name,
                        identity.type(),
                        "00000000-0000-0000-0000-000000000000",
                        ownDriver ? identity.vendorId() : 0,
                        0,
                        1 << 22 | 3 << 12,
                        ownDriver ? identity.driverId() : 0,
                        ownDriver ? identity.driverName() : "",
                        "",
                        ownDriver ? identity.driverVersion() : 0),
                extensions,
                read.queueFamilies(),
                read.features(),
                read.main8(),
                read.main10(),
                read.rgb(),
                read.rgb10());
    }
}
