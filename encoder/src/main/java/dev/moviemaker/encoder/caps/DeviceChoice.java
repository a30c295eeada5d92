// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import dev.moviemaker.UnsupportedException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which device a recording uses. */
public final class DeviceChoice {
    private DeviceChoice() {}

    /**
     * Returns the devices to try, best first.
     *
     * @param wish part of a name, index or UUID; without it every device that encodes is taken, discrete ones first
     * @throws UnsupportedException if none fits, with every device's reason
     */
    public static List<DeviceCapabilities> candidates(List<DeviceCapabilities> devices, Optional<String> wish) {
        List<DeviceCapabilities> meant = devices.stream()
                .filter(d -> wish.isEmpty() || d.identity().matches(wish.get()))
                .toList();
        if (meant.isEmpty()) {
            throw new UnsupportedException(
                    wish.isEmpty()
                            ? "No GPU encodes AV1: Vulkan lists no device"
                            : "device: '%s' given, but the devices are %s".formatted(wish.get(), names(devices)));
        }
        List<DeviceCapabilities> usable = meant.stream()
                .filter(d -> d.unusableReason().isEmpty())
                .sorted(Comparator.comparingInt(d -> d.identity().preference()))
                .toList();
        if (usable.isEmpty()) {
            throw new UnsupportedException("No GPU encodes AV1: " + reasons(meant));
        }
        return usable;
    }

    private static String names(List<DeviceCapabilities> devices) {
        return devices.isEmpty()
                ? "none"
                : devices.stream()
                        .map(d -> d.identity().index() + " '" + d.identity().name() + "'")
                        .collect(Collectors.joining(", "));
    }

    private static String reasons(List<DeviceCapabilities> devices) {
        return devices.stream()
                .map(d -> d.identity().name() + ": " + d.unusableReason().orElse("it does"))
                .collect(Collectors.joining("; "));
    }
}
