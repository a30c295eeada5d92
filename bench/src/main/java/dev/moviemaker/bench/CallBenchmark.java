// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import club.doki7.vulkan.command.VkDeviceCommands;
import club.doki7.vulkan.handle.VkQueue;
import dev.moviemaker.encoder.convert.TestDevice;
import dev.moviemaker.encoder.vk.CallMemory;
import dev.moviemaker.encoder.vk.VulkanLoader;
import dev.moviemaker.vulkan.raw.PFN_vkGetDeviceQueue;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.vulkan.VK10;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** {@code vkGetDeviceQueue} of one device, which every driver answers from memory, called in all ways. */
@NullUnmarked // JMH calls the set-up first.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallBenchmark {
    private static final int C_CALLS = 10_000;

    private TestDevice test;
    private MemorySegment address;
    private MemorySegment device;
    private MemorySegment queue;

    /** Opens the device. */
    @Setup
    public void open() {
        test = new TestDevice(VulkanLoader.load(), false);
        device = test.device().handle();
        address = test.deviceCommand("vkGetDeviceQueue");
        queue = CallMemory.arena().allocate(ValueLayout.ADDRESS);
    }

    /** Closes it. */
    @TearDown
    public void close() {
        test.close();
    }

    /** As the library calls: through jextract's handle, with the address as an argument. */
    @Benchmark
    public MemorySegment ours() {
        PFN_vkGetDeviceQueue.invoke(address, device, 0, 0, queue);
        return queue;
    }

    /** LWJGL's device made of the same handle. */
    @State(Scope.Thread)
    public static class Lwjgl {
        private org.lwjgl.vulkan.VkDevice device;
        private final PointerBuffer queue = MemoryUtil.memAllocPointer(1);

        /** Wraps. */
        @Setup
        public void wrap(CallBenchmark shared) {
            device = LwjglHandles.device(shared.test);
        }
    }

    /** LWJGL's classes for older releases of Java, which call through JNI. */
    @Benchmark
    @Fork(jvmArgsAppend = LwjglHandles.JNI)
    public PointerBuffer lwjglJni(Lwjgl lwjgl) {
        VK10.vkGetDeviceQueue(lwjgl.device, 0, 0, lwjgl.queue);
        return lwjgl.queue;
    }

    /** LWJGL's classes for Java 25 and later, which call through FFM. */
    @Benchmark
    @Fork(jvmArgsAppend = LwjglHandles.FFM)
    public PointerBuffer lwjglFfm(Lwjgl lwjgl) {
        VK10.vkGetDeviceQueue(lwjgl.device, 0, 0, lwjgl.queue);
        return lwjgl.queue;
    }

    /** vulkan4j's commands for the same device. */
    @State(Scope.Thread)
    public static class Vulkan4j {
        private VkDeviceCommands commands;
        private club.doki7.vulkan.handle.VkDevice device;
        private VkQueue.Ptr queue;

        /** Loads. */
        @Setup
        public void load(CallBenchmark shared) {
            commands = new VkDeviceCommands(shared.test::deviceCommand);
            device = new club.doki7.vulkan.handle.VkDevice(shared.device);
            queue = VkQueue.Ptr.allocate(Arena.global());
        }
    }

    /** vulkan4j: one handle per device and command, in a final field. */
    @Benchmark
    public VkQueue.Ptr vulkan4j(Vulkan4j vulkan4j) {
        vulkan4j.commands.getDeviceQueue(vulkan4j.device, 0, 0, vulkan4j.queue);
        return vulkan4j.queue;
    }

    /** The loop in C. */
    @State(Scope.Thread)
    public static class C {
        private MethodHandle loop;

        /** Compiles. */
        @Setup
        public void compile() throws Missing, IOException {
            loop = new CompiledLibrary("calls.c")
                    .function(
                            "call_get_device_queue",
                            FunctionDescriptor.ofVoid(
                                    ValueLayout.ADDRESS,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_LONG));
        }
    }

    /** One call from Java for many in C. */
    @Benchmark
    @OperationsPerInvocation(C_CALLS)
    public MemorySegment c(C c) throws Throwable {
        c.loop.invokeExact(address, device, queue, (long) C_CALLS);
        return queue;
    }
}
