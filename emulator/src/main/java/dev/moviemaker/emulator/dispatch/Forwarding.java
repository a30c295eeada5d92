// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.check.CallAllocation;
import dev.moviemaker.emulator.objects.CommandBuffer;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.vulkan.call.DeviceFunctions;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Stubs for commands that only go on to the base driver, put together from the C signatures that the bindings hold. A
 * call takes the same steps as one of a stub written by hand: the handle becomes our object, that one's base handle
 * takes its place, and no exception gets out.
 */
final class Forwarding {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final String BINDINGS =
            DeviceFunctions.class.getPackageName().replace(".call", ".raw.PFN_");

    private Forwarding() {}

    /**
     * What makes the stub of a command that is recorded, {@code void vkCmd…(VkCommandBuffer, …)}, into the base command
     * buffer.
     */
    static Function<Arena, MemorySegment> recorded(String command) {
        return arena -> {
            try {
                FunctionDescriptor signature = (FunctionDescriptor) Class.forName(BINDINGS + command)
                        .getMethod("descriptor")
                        .invoke(null);
                return Linker.nativeLinker().upcallStub(recording(command, signature), signature, arena);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("the bindings have no " + command, e);
            }
        };
    }

    private static MethodHandle recording(String command, FunctionDescriptor signature)
            throws ReflectiveOperationException {
        MethodHandle table =
                LOOKUP.findVirtual(CommandBuffer.class, "functions", MethodType.methodType(DeviceFunctions.class));
        MethodHandle entry =
                LOOKUP.findVirtual(DeviceFunctions.class, command, MethodType.methodType(MemorySegment.class));
        MethodHandle base = LOOKUP.findVirtual(CommandBuffer.class, "base", MethodType.methodType(MemorySegment.class));
        // (address, base command buffer, rest) -> (commands, commands, rest) -> (commands, rest) -> (handle, rest)
        MethodHandle call = MethodHandles.filterArguments(
                Linker.nativeLinker().downcallHandle(signature),
                0,
                MethodHandles.filterReturnValue(table, entry),
                base);
        int rest = call.type().parameterCount() - 1;
        call = MethodHandles.permuteArguments(
                call,
                call.type().dropParameterTypes(0, 1),
                IntStream.rangeClosed(0, rest).map(i -> Math.max(0, i - 1)).toArray());
        call = MethodHandles.filterArguments(
                call,
                0,
                LOOKUP.findStatic(
                        Forwarding.class, "commands", MethodType.methodType(CommandBuffer.class, MemorySegment.class)));
        return guarded(command, call);
    }

    @SuppressWarnings("UnusedMethod") // Found by its name, above.
    private static CommandBuffer commands(MemorySegment handle) {
        return Handles.COMMAND_BUFFERS.get(handle);
    }

    /** As {@link Guard#run} does it, without an object per call. */
    private static MethodHandle guarded(String command, MethodHandle call) throws ReflectiveOperationException {
        MethodHandle caught = LOOKUP.findStatic(
                Guard.class,
                "caught",
                MethodType.methodType(void.class, String.class, Throwable.class, MemorySegment.class));
        MethodHandle safe =
                MethodHandles.catchException(call, Throwable.class, MethodHandles.insertArguments(caught, 0, command));
        MethodHandle begin = LOOKUP.findStatic(CallAllocation.class, "begin", MethodType.methodType(long.class));
        MethodHandle end = LOOKUP.findStatic(
                Forwarding.class, "end", MethodType.methodType(void.class, Throwable.class, long.class));
        return MethodHandles.foldArguments(
                MethodHandles.tryFinally(MethodHandles.dropArguments(safe, 0, long.class), end), begin);
    }

    @SuppressWarnings("unused") // the throwable has been caught; tryFinally wants the parameter
    private static void end(Throwable never, long begun) {
        CallAllocation.end(begun);
    }
}
