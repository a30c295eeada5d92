// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import dev.moviemaker.emulator.base.BaseIcd;
import dev.moviemaker.emulator.check.EncodeTimes;
import dev.moviemaker.emulator.check.Violation;
import dev.moviemaker.emulator.dispatch.EntryPoints;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.emulator.fault.FaultyCalls;
import dev.moviemaker.emulator.objects.Driver;
import dev.moviemaker.emulator.profile.DriverProfile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Vulkan driver that adds AV1 encode to an installed one. Give {@link #getInstanceProcAddr} to the loader with
 * {@code VK_LUNARG_direct_driver_loading}, or call it directly.
 *
 * <p>Stays valid for the life of the process: loaders and layers keep addresses of drivers, so there is no close. For
 * any thread.
 */
public final class EmulatedDriver {
    private static final List<Path> LAVAPIPE = Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu", ".")
            .map(folder -> Path.of("/usr/lib", folder, "libvulkan_lvp.so").normalize())
            .toList();

    private final Driver driver;
    private final EntryPoints entryPoints;

    private EmulatedDriver(Path baseIcd, DriverProfile profile, Faults faults, boolean instant) {
        Arena arena = Arena.global();
        driver = new Driver(new BaseIcd(baseIcd), profile, faults, new FaultyCalls(faults, arena), instant);
        entryPoints = new EntryPoints(driver, arena);
    }

    /**
     * Returns a driver over an installed one.
     *
     * @param baseIcd library of the installed driver, such as {@code libvulkan_lvp.so}
     * @param profile the driver to be played
     * @throws IllegalArgumentException if the library cannot be loaded or is not a Vulkan driver
     */
    public static EmulatedDriver over(Path baseIcd, DriverProfile profile) {
        return over(baseIcd, profile, Faults.none());
    }

    /** Returns a driver over an installed one that fails on purpose. */
    public static EmulatedDriver over(Path baseIcd, DriverProfile profile, Faults faults) {
        return new EmulatedDriver(baseIcd, profile, faults, false);
    }

    /** Returns a driver that codes pictures without looking at them, to measure what a program itself takes. */
    public static EmulatedDriver instantOver(Path baseIcd, DriverProfile profile) {
        return new EmulatedDriver(baseIcd, profile, Faults.none(), true);
    }

    /** Returns where lavapipe is installed, if it is. */
    public static Optional<Path> lavapipe() {
        return LAVAPIPE.stream().filter(Files::isReadable).findFirst();
    }

    /** Returns the driver's {@code vkGetInstanceProcAddr} and {@code vk_icdGetInstanceProcAddr}. */
    public MemorySegment getInstanceProcAddr() {
        return entryPoints.getInstanceProcAddr();
    }

    /** Returns the driver's {@code vk_icdGetPhysicalDeviceProcAddr}. */
    public MemorySegment getPhysicalDeviceProcAddr() {
        return entryPoints.getPhysicalDeviceProcAddr();
    }

    /** Returns the profile that is played. */
    public DriverProfile profile() {
        return driver.profile();
    }

    /** Returns the faults, which may be changed. */
    public Faults faults() {
        return driver.faults();
    }

    /** Misuses by the program so far, oldest first; the first 10,000. */
    public List<Violation> violations() {
        return driver.log().violations();
    }

    /** Calls that failed inside the driver so far, oldest first. */
    public List<String> errors() {
        return driver.log().errors();
    }

    /** Passes violations and errors on as lines, as they happen. */
    public void listen(Consumer<String> listener) {
        driver.log().listen(listener);
    }

    /** Forgets violations and errors. */
    public void clearLog() {
        driver.log().clear();
    }

    /** Live objects by kind: empty when everything was destroyed. */
    public Map<String, Long> liveObjects() {
        return Map.copyOf(driver.liveObjects());
    }

    /**
     * Shows what encode commands read: the bytes of each source image with all of its padding, luma rows, then rows of
     * interleaved chroma, in coding order, on the thread of the encode queue. Null ends it.
     */
    public void onSource(@Nullable Consumer<byte[]> listener) {
        driver.sources().listen(listener);
    }

    /**
     * Shows what decoders must get: each coded picture's planes as I420, two little-endian bytes per sample above 8
     * bits, in coding order, on the thread of the encode queue. Null ends it.
     */
    public void onReconstruction(@Nullable Consumer<byte[]> listener) {
        driver.reconstructions().listen(listener);
    }

    /** Returns where encode commands spend their time. */
    public EncodeTimes encodeTimes() {
        return driver.encodeNanos();
    }

    /** Everything wrong so far, one per line, for a report. */
    public List<String> report() {
        List<String> lines = new ArrayList<>();
        violations().forEach(violation -> lines.add(violation.toString()));
        errors().forEach(error -> lines.add("error: " + error));
        return lines;
    }
}
