// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.spi.VulkanDriverProvider;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets the programs here name an emulated driver's profile as a device: {@code emulated:PROFILE}, or
 * {@code instant:PROFILE} for one that takes no time to code. The system property {@code moviemaker.emulator.base}
 * names the driver below it; by default it is lavapipe.
 */
public final class EmulatedGpus implements VulkanDriverProvider {
    private static final String PREFIX = "emulated:";
    private static final String INSTANT = "instant:";
    private static final Map<String, EmulatedDriver> DRIVERS = new ConcurrentHashMap<>();

    @Override
    public boolean handles(String device) {
        return device.startsWith(PREFIX) || device.startsWith(INSTANT);
    }

    @Override
    public MemorySegment driver(String device) {
        return device.startsWith(PREFIX)
                ? of(device.substring(PREFIX.length())).getInstanceProcAddr()
                : DRIVERS.computeIfAbsent(device, EmulatedGpus::instant).getInstanceProcAddr();
    }

    /** A picture in software, on a machine that does other things too. */
    @Override
    public Duration pictureTimeout() {
        return Duration.ofSeconds(60);
    }

    static EmulatedDriver of(String profile) {
        return DRIVERS.computeIfAbsent(profile, name -> EmulatedDriver.over(base(), Profiles.named(name)));
    }

    private static EmulatedDriver instant(String device) {
        return EmulatedDriver.instantOver(base(), Profiles.named(device.substring(INSTANT.length())));
    }

    private static Path base() {
        String named = System.getProperty("moviemaker.emulator.base", "");
        return named.isEmpty() ? EmulatedDriver.lavapipe().orElseThrow() : Path.of(named);
    }
}
