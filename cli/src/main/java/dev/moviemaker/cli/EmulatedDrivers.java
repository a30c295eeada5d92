// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.UnsupportedException;
import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.spi.VulkanDriverProvider;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the devices {@code emulated}, {@code emulated:PROFILE} and {@code emulated:FILE.json}: a driver in software
 * over lavapipe, or over the driver whose library the system property {@value #BASE} names, which lets the hardware
 * path run where no GPU encodes AV1. Each is made once and stays to the end of the program.
 */
public final class EmulatedDrivers implements VulkanDriverProvider {
    private static final String NAME = "emulated";
    static final String BASE = "moviemaker.emulator.base";
    private static final String DEFAULT_PROFILE = "maximal";
    private static final Map<String, EmulatedDriver> DRIVERS = new ConcurrentHashMap<>();

    /** For {@link java.util.ServiceLoader}. */
    public EmulatedDrivers() {}

    @Override
    public boolean handles(String device) {
        return device.equals(NAME) || device.startsWith(NAME + ":");
    }

    @Override
    public MemorySegment driver(String device) {
        String profile = device.equals(NAME) ? DEFAULT_PROFILE : device.substring(NAME.length() + 1);
        return DRIVERS.computeIfAbsent(profile, EmulatedDrivers::make).getInstanceProcAddr();
    }

    /** A large picture takes seconds in software, and more on a busy machine. */
    @Override
    public Duration pictureTimeout() {
        return Duration.ofMinutes(2);
    }

    private static EmulatedDriver make(String profile) {
        try {
            return EmulatedDriver.over(
                    base(), profile.endsWith(".json") ? Profiles.read(Path.of(profile)) : Profiles.named(profile));
        } catch (IllegalArgumentException | IOException e) {
            throw new UnsupportedException("device: 'emulated:%s': %s".formatted(profile, e.getMessage()), e);
        }
    }

    private static Path base() {
        String chosen = System.getProperty(BASE);
        if (chosen != null) {
            return Path.of(chosen);
        }
        return EmulatedDriver.lavapipe()
                .orElseThrow(() -> new UnsupportedException(
                        "device: 'emulated' needs lavapipe, which is not installed (Debian: mesa-vulkan-drivers),"
                                + " or another Vulkan driver's library named by -D" + BASE));
    }
}
