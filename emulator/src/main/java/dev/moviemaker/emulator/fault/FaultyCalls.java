// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.fault;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts a stub that can fail in front of a Vulkan command, whether it is forwarded or emulated. */
public final class FaultyCalls {
    private static final String RAW = "dev.moviemaker.vulkan.raw.PFN_";

    private final Faults faults;
    private final Arena arena;
    private final Map<String, MemorySegment> stubs = new ConcurrentHashMap<>();

    /** Stubs are allocated in {@code arena}. */
    public FaultyCalls(Faults faults, Arena arena) {
        this.faults = faults;
        this.arena = arena;
    }

    /** Returns the address to hand out for a command whose own address is {@code address}. */
    public MemorySegment wrap(String name, MemorySegment address) {
        if (address.address() == 0 || !faults.calls().contains(name)) {
            return address;
        }
        return stubs.computeIfAbsent(name + "@" + address.address(), key -> stub(name, address));
    }

    private MemorySegment stub(String name, MemorySegment address) {
        try {
            FunctionDescriptor descriptor = (FunctionDescriptor)
                    Class.forName(RAW + name).getMethod("descriptor").invoke(null);
            if (!descriptor
                    .returnLayout()
                    .filter(ValueLayout.OfInt.class::isInstance)
                    .isPresent()) {
                throw new IllegalArgumentException("fault in " + name + ": it returns no VkResult");
            }
            MethodHandle real =
                    Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress(address.address()), descriptor);
            Supplier<@Nullable Integer> next = () -> faults.next(name);
            MethodHandle decide = MethodHandles.lookup()
                    .bind(next, "get", MethodType.methodType(Object.class))
                    .asType(MethodType.methodType(Integer.class));
            MethodHandle unbox =
                    MethodHandles.lookup().findVirtual(Integer.class, "intValue", MethodType.methodType(int.class));
            MethodHandle isNull = MethodHandles.lookup()
                    .findStatic(Objects.class, "isNull", MethodType.methodType(boolean.class, Object.class))
                    .asType(MethodType.methodType(boolean.class, Integer.class));
            MethodHandle carryOut = MethodHandles.dropArguments(real, 0, Integer.class);
            MethodHandle refuse =
                    MethodHandles.dropArguments(unbox, 1, real.type().parameterList());
            MethodHandle chosen = MethodHandles.guardWithTest(isNull, carryOut, refuse);
            return Linker.nativeLinker().upcallStub(MethodHandles.foldArguments(chosen, decide), descriptor, arena);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("fault in " + name + ": the bindings do not have it", e);
        }
    }
}
