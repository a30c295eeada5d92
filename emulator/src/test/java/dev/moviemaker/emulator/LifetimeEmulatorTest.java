// SPDX-License-Identifier: MIT
package dev.moviemaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.emulator.client.Client;
import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Recording;
import dev.moviemaker.emulator.client.Settings;
import dev.moviemaker.emulator.client.Vk;
import dev.moviemaker.emulator.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two threads with an instance, device and session each, for a long time: nothing leaks. */
class LifetimeEmulatorTest {
    private static final int FRAMES = 1000;
    private static final int PAGE = 4096;

    private static long residentBytes() {
        try {
            return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]) * PAGE;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int encode(EmulatedDriver driver, int frames) {
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER);
                Client client = new Client(vk, Settings.of(128, 128, frames), Hooks.none())) {
            Recording recording = new Recording(client);
            recording.run();
            return recording.shownAsCoded().size();
        }
    }

    private static void both(EmulatedDriver driver, int frames) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Callable<Integer>> work = List.of(() -> encode(driver, frames), () -> encode(driver, frames));
            List<Integer> shown = new ArrayList<>();
            for (Future<Integer> future : threads.invokeAll(work)) {
                shown.add(future.get());
            }
            assertThat(shown).containsExactly(frames, frames);
        }
    }

    @Test
    void nothingLeaksInAThousandFramesOnTwoDevices() throws InterruptedException, ExecutionException {
        EmulatedDriver driver = EmulatedDriver.instantOver(Testbed.needsVulkan(), Profiles.named("maximal"));
        both(driver, FRAMES / 2);
        long warm = residentBytes();
        both(driver, FRAMES);
        long after = residentBytes();
        System.out.printf("resident: %d MiB warm, %d MiB after %d more frames%n", warm >> 20, after >> 20, 2 * FRAMES);
        assertThat(driver.liveObjects()).isEmpty();
        assertThat(driver.report()).isEmpty();
        // The Java heap may still grow to its usual size; 1,000 leaked pictures of 128x128 on two devices would be 100
        // MiB.
        assertThat(after - warm).isLessThan(80L << 20);
    }
}
