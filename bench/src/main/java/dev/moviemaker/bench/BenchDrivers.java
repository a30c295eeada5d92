// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import dev.moviemaker.UnsupportedException;
import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.spi.VulkanDriverProvider;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the devices {@code emulated:PROFILE}, which code pictures in software, and {@code instant:PROFILE}, which do
 * not look at them: what then remains is the time of the library and the driver calls.
 */
public final class BenchDrivers implements VulkanDriverProvider {
    private static final String EMULATED = "emulated:";
    private static final String INSTANT = "instant:";
    private static final Map<String, EmulatedDriver> DRIVERS = new ConcurrentHashMap<>();

    /** For {@link java.util.ServiceLoader}. */
    public BenchDrivers() {}

    @Override
    public boolean handles(String device) {
        return device.startsWith(EMULATED) || device.startsWith(INSTANT);
    }

    @Override
    public MemorySegment driver(String device) {
        return get(device);
    }

    static MemorySegment get(String device) {
        return DRIVERS.computeIfAbsent(device, BenchDrivers::make).getInstanceProcAddr();
    }

    private static EmulatedDriver make(String device) {
        Path base = EmulatedDriver.lavapipe()
                .orElseThrow(() -> new UnsupportedException("lavapipe is not installed (Debian: mesa-vulkan-drivers)"));
        return device.startsWith(INSTANT)
                ? EmulatedDriver.instantOver(base, Profiles.named(device.substring(INSTANT.length())))
                : EmulatedDriver.over(base, Profiles.named(device.substring(EMULATED.length())));
    }
}
