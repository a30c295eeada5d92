package dev.moviemaker.encoder.pipeline;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.moviemaker.encoder.vk.VulkanEntry;
import dev.moviemaker.vulkan.raw.PFN_vkGetDeviceProcAddr;
import dev.moviemaker.vulkan.raw.PFN_vkGetInstanceProcAddr;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Set;

/**
 * A driver whose commands for every frame are functions of the C library that do nothing, so that only the library's own work is left;
 * all others go to the driver behind. Every picture is done at once and has {@link #BYTES} bytes.
 */
final class IdleCommands {
    static final int BYTES = 1000;

    private static final Set<String> RETURNING_SUCCESS = Set.of(
            "vkBeginCommandBuffer",
            "vkEndCommandBuffer",
            "vkQueueSubmit2",
            "vkWaitSemaphores",
            "vkQueueWaitIdle",
            "vkCreateImageView");
    private static final Set<String> OTHERS = Set.of("vkUpdateDescriptorSets", "vkDestroyImageView");
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private final VulkanEntry driver;
    private final Arena arena;
    private final MemorySegment success = function("sched_yield");
    private final MemorySegment nothing = function("labs");
    private final MemorySegment feedback;
    private final MemorySegment deviceLookup;
    private final MemorySegment lookup;
    private MemorySegment deviceLookupBehind = MemorySegment.NULL;

    IdleCommands(VulkanEntry driver, Arena arena) {
        this.driver = driver;
        this.arena = arena;
        // Numbers for pointers: a memory segment for each would be allocated here, not by the library.
        feedback = Linker.nativeLinker()
                .upcallStub(
                        handle(),
                        FunctionDescriptor.of(
                                JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                                JAVA_INT),
                        arena);
        lookup = PFN_vkGetInstanceProcAddr.allocate(this::instanceCommand, arena);
        deviceLookup = PFN_vkGetDeviceProcAddr.allocate(this::deviceCommand, arena);
    }

    private static MethodHandle handle() {
        try {
            return MethodHandles.lookup()
                    .findStatic(
                            IdleCommands.class,
                            "feedback",
                            MethodType.methodType(
                                    int.class,
                                    long.class,
                                    long.class,
                                    int.class,
                                    int.class,
                                    long.class,
                                    long.class,
                                    long.class,
                                    int.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this class has the method", e);
        }
    }

    /** What is given to the library instead of the driver's own. */
    long address() {
        return lookup.address();
    }

    private static MemorySegment function(String name) {
        return Linker.nativeLinker().defaultLookup().find(name).orElseThrow();
    }

    private MemorySegment find(MemorySegment instance, String name) {
        return PFN_vkGetInstanceProcAddr.invoke(driver.getInstanceProcAddr(), instance, arena.allocateFrom(name));
    }

    private MemorySegment instanceCommand(MemorySegment instance, MemorySegment name) {
        String command = name.reinterpret(Long.MAX_VALUE).getString(0);
        MemorySegment found = find(instance, command);
        if (command.equals("vkGetDeviceProcAddr")) {
            deviceLookupBehind = found;
            return deviceLookup;
        }
        return found;
    }

    private MemorySegment deviceCommand(MemorySegment device, MemorySegment name) {
        String command = name.reinterpret(Long.MAX_VALUE).getString(0);
        if (RETURNING_SUCCESS.contains(command)) {
            return success;
        }
        if (command.startsWith("vkCmd") || OTHERS.contains(command)) {
            return nothing;
        }
        if (command.equals("vkGetQueryPoolResults")) {
            return feedback;
        }
        return PFN_vkGetDeviceProcAddr.invoke(deviceLookupBehind, device, name);
    }

    @SuppressWarnings("unused") // called through its handle
    private static int feedback(
            long device, long pool, int first, int count, long size, long data, long stride, int flags) {
        MEMORY.set(JAVA_INT, data, 0);
        MEMORY.set(JAVA_INT, data + 4, BYTES);
        MEMORY.set(JAVA_INT, data + 8, 1);
        return 0;
    }
}
