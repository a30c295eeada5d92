// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_R8G8B8A8_UNORM;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.VulkanSemaphore;
import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.encoder.pipeline.IdleRun;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The process that looks closely at frames on the GPU path: one at a time, so that none waits for another, under a
 * loader that counts calls; or many with commands that do nothing, which leaves the library's own time and allocations.
 */
final class HostRun {
    /** At a small size, which costs the host the same but for the copy of pixels. */
    private static final int WARM_UP = 6000;

    private static final int WARM_UP_AT_SIZE = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final PrintStream OUT = System.out;

    private HostRun() {}

    /** Arguments: {@code calls}, the counting loader and a number of frames, or {@code idle}; the input last. */
    public static void main(String[] arguments) throws Throwable {
        EncodeInput input = EncodeInput.valueOf(arguments[arguments.length - 1]);
        if (arguments[0].equals("idle")) {
            idle(input, 1920, 1080);
        } else {
            try (EncodeLoop small = new EncodeLoop(EncodeLoop.INSTANT, 256, 144, input)) {
                repeat(small, WARM_UP);
            }
            try (EncodeLoop loop = new EncodeLoop(EncodeLoop.INSTANT, 1920, 1080, input)) {
                repeat(loop, WARM_UP_AT_SIZE);
                calls(loop, new CompiledLibrary(Path.of(arguments[1])), Integer.parseInt(arguments[2]));
            }
        }
    }

    private static void repeat(EncodeLoop loop, int frames) throws InterruptedException {
        for (int i = 0; i < frames; i++) {
            loop.submit();
            await(loop);
        }
    }

    private static void await(EncodeLoop loop) throws InterruptedException {
        EncodedFrame packet = loop.encoder().receive(PATIENCE);
        if (packet == null) {
            throw new IllegalStateException("no packet within " + PATIENCE);
        }
    }

    private static void calls(EncodeLoop loop, CompiledLibrary counting, int frames) throws Throwable {
        FunctionDescriptor ofLong = FunctionDescriptor.of(ValueLayout.JAVA_LONG);
        MethodHandle callsHere = counting.function("thread_calls", ofLong);
        int commands = (int) counting.function("command_count", FunctionDescriptor.of(ValueLayout.JAVA_INT))
                .invokeExact();
        MethodHandle callsOf =
                counting.function("command_calls", FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
        MethodHandle nameOf =
                counting.function("command_name", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        long[] before = new long[commands];
        for (int i = 0; i < commands; i++) {
            before[i] = (long) callsOf.invokeExact(i);
        }
        double[] whole = new double[frames];
        double[] submit = new double[frames];
        long submittersCalls = 0;
        for (int i = 0; i < frames; i++) {
            Frame frame = loop.frame();
            long calls = (long) callsHere.invokeExact();
            long start = System.nanoTime();
            loop.submit(frame);
            long end = System.nanoTime();
            submittersCalls += (long) callsHere.invokeExact() - calls;
            await(loop);
            whole[i] = (System.nanoTime() - start) / 1e3;
            submit[i] = (end - start) / 1e3;
        }
        long all = 0;
        for (int i = 0; i < commands; i++) {
            long times = (long) callsOf.invokeExact(i) - before[i];
            all += times;
            if (times > 0) {
                String name =
                        ((MemorySegment) nameOf.invokeExact(i)).reinterpret(64).getString(0);
                print("call:" + name, (double) times / frames);
            }
        }
        print("calls", (double) all / frames);
        print("callsSubmitting", (double) submittersCalls / frames);
        print("submit", median(submit));
        print("whole", median(whole));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /**
     * The library with commands that do nothing. What a frame in memory costs is mostly the copy of its pixels, so that
     * is timed between the frames, too.
     */
    private static void idle(EncodeInput input, int width, int height) {
        EmulatedDriver driver =
                EmulatedDriver.over(EmulatedDriver.lavapipe().orElseThrow(), Profiles.named("nvidia"), Faults.none());
        EncoderSettings settings = EncodeLoop.settings(width, height).build();
        try (Arena arena = Arena.ofShared()) {
            MemorySegment pixels = arena.allocate(PixelFormat.RGBA8.frameBytes(width, height));
            Frame frame = input == EncodeInput.VULKAN
                    ? new VulkanFrame(
                            1,
                            VK_FORMAT_R8G8B8A8_UNORM(),
                            VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL(),
                            VulkanFrame.ANY_FAMILY,
                            width,
                            height,
                            List.of(VulkanSemaphore.timeline(1, 1)),
                            List.of(VulkanSemaphore.binary(2)))
                    : Frame.of(PixelFormat.RGBA8, width, height, pixels);
            IdleRun.Figures figures = IdleRun.of(driver, settings, frame);
            print("idle", figures.submitNanos() / 1e3);
            print("bytes", (double) (figures.submitBytes() + figures.completionBytes()));
            print("copy", figures.copyNanos() / 1e3);
        }
    }

    private static void print(String name, double value) {
        OUT.printf(Locale.ROOT, "%s %.3f%n", name, value);
    }
}
