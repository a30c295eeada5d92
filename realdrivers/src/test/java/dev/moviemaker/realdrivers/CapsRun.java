// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers;

import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.encoder.pipeline.HardwareEncoderProvider;
import dev.moviemaker.encoder.pipeline.VulkanSource;
import dev.moviemaker.encoder.vk.InstanceRequest;
import dev.moviemaker.encoder.vk.VulkanLoader;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Prints what the driver tells, a line {@code cap NAME=VALUE} for each: of the machine's driver, or of the profile that
 * its argument names.
 */
final class CapsRun {
    private CapsRun() {}

    /** The first device's, sorted by name. */
    public static void main(String[] arguments) {
        VulkanSource source = arguments.length == 0
                ? VulkanSource.MACHINE
                : new VulkanSource(
                        VulkanLoader::load,
                        InstanceRequest.PLAIN.withDriver(EmulatedDriver.over(
                                        EmulatedDriver.lavapipe().orElseThrow(), Profiles.named(arguments[0]))
                                .getInstanceProcAddr()));
        List<EncodingCapabilities> all =
                new HardwareEncoderProvider(source, Duration.ofMinutes(1), false).capabilities();
        EncodingCapabilities device = all.stream()
                .filter(d -> d.unusableReason().isEmpty())
                .findFirst()
                .orElse(all.getFirst());
        System.out.println("driver " + device.driver());
        print("", device.details());
        System.exit(0);
    }

    private static void print(String name, Object value) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, inner) -> print(name.isEmpty() ? String.valueOf(key) : name + " / " + key, inner));
        } else if (value instanceof Collection<?> list && list.stream().anyMatch(Map.class::isInstance)) {
            int place = 0;
            for (Object inner : list) {
                print(name + " / " + place++, inner);
            }
        } else if (name.equals("extensions") && value instanceof Collection<?> list) {
            // One a line, so that what a newer driver adds can be seen.
            list.forEach(extension -> System.out.println("cap extensions / " + extension + "=yes"));
        } else {
            System.out.println("cap " + name + "=" + value);
        }
    }
}
