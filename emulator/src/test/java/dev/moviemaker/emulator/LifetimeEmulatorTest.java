// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.emulator.client.Client;
import dev.moviemaker.emulator.client.ClientRecording;
import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Settings;
import dev.moviemaker.emulator.client.Vk;
import dev.moviemaker.emulator.profile.Profiles;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
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
    private static final int ALLOCATED_BY_MMAP = 4;
    private static final int ALLOCATED = 7;
    private static final StructLayout MALLINFO =
            MemoryLayout.structLayout(MemoryLayout.sequenceLayout(10, ValueLayout.JAVA_LONG));

    /**
     * Bytes that malloc has given out, and bytes that are alive in the Java heap. Resident memory would tell of pools
     * and warm-up too.
     */
    private record Memory(long outside, long heap) {
        static Memory now() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return new Memory(allocated(), runtime.totalMemory() - runtime.freeMemory());
        }

        /** What glibc's {@code mallinfo2} says of all arenas: {@code uordblks} and {@code hblkhd}. */
        private static long allocated() {
            Linker linker = Linker.nativeLinker();
            MethodHandle mallinfo = linker.downcallHandle(
                    linker.defaultLookup().find("mallinfo2").orElseThrow(), FunctionDescriptor.of(MALLINFO));
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment info = (MemorySegment) mallinfo.invokeExact((SegmentAllocator) arena);
                return info.getAtIndex(ValueLayout.JAVA_LONG, ALLOCATED)
                        + info.getAtIndex(ValueLayout.JAVA_LONG, ALLOCATED_BY_MMAP);
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }
    }

    private static int encode(EmulatedDriver driver, int frames) {
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER);
                Client client = new Client(vk, Settings.of(128, 128, frames), Hooks.none())) {
            ClientRecording recording = new ClientRecording(client);
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
        EmulatedDriver driver = EmulatedDriver.over(Testbed.needsVulkan(), Profiles.named("maximal"));
        both(driver, FRAMES);
        Memory first = Memory.now();
        both(driver, FRAMES);
        Memory second = Memory.now();
        both(driver, FRAMES);
        Memory third = Memory.now();
        // What warms up (the compilers' own memory) grows once or twice; a leak grows every time.
        long outside = Math.min(second.outside() - first.outside(), third.outside() - second.outside());
        long heap = Math.min(second.heap() - first.heap(), third.heap() - second.heap());
        System.out.printf(
                "after %d, %d and %d frames: %d, %d and %d MiB outside of the heap, %d, %d and %d MiB alive in it%n",
                2 * FRAMES,
                4 * FRAMES,
                6 * FRAMES,
                first.outside() >> 20,
                second.outside() >> 20,
                third.outside() >> 20,
                first.heap() >> 20,
                second.heap() >> 20,
                third.heap() >> 20);
        assertThat(driver.liveObjects()).isEmpty();
        assertThat(driver.report()).isEmpty();
        // 2,000 leaked pictures of 128x128 would be 47 MiB in the base driver and 94 MiB in the heap.
        assertThat(outside).isLessThan(40L << 20);
        assertThat(heap).isLessThan(20L << 20);
    }
}
