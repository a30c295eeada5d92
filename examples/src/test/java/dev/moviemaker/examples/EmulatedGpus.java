// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.spi.VulkanDriverProvider;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets the programs here name an emulated driver's profile as a device: {@code emulated:PROFILE}. */
public final class EmulatedGpus implements VulkanDriverProvider {
    private static final String PREFIX = "emulated:";
    private static final Map<String, EmulatedDriver> DRIVERS = new ConcurrentHashMap<>();

    @Override
    public boolean handles(String device) {
        return device.startsWith(PREFIX);
    }

    @Override
    public MemorySegment driver(String device) {
        return of(device.substring(PREFIX.length())).getInstanceProcAddr();
    }

    static EmulatedDriver of(String profile) {
        return DRIVERS.computeIfAbsent(
                profile, name -> EmulatedDriver.over(EmulatedDriver.lavapipe().orElseThrow(), Profiles.named(name)));
    }
}
