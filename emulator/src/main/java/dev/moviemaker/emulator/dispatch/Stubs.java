// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The upcall stubs of one level, made when first asked for and kept for good, since making one is slow. */
final class Stubs {
    private final Map<String, Function<Arena, MemorySegment>> makers = new HashMap<>();
    private final Map<Function<Arena, MemorySegment>, MemorySegment> made = new ConcurrentHashMap<>();
    private final Map<String, Boolean> added = new HashMap<>();

    /**
     * A command that the base driver has too; also under its KHR and EXT names, where the base driver knows them.
     *
     * @param allocate makes the stub: {@code PFN_vkName::allocate}
     */
    <F> void replace(String name, BiFunction<F, Arena, MemorySegment> allocate, F command) {
        replace(name, arena -> allocate.apply(command, arena));
    }

    /** As the other method, with what makes the whole stub. */
    void replace(String name, Function<Arena, MemorySegment> maker) {
        makers.put(name, maker);
        makers.put(name + "KHR", maker);
        makers.put(name + "EXT", maker);
    }

    /** A command of the added extensions. */
    <F> void add(String name, BiFunction<F, Arena, MemorySegment> allocate, F command) {
        makers.put(name, arena -> allocate.apply(command, arena));
        added.put(name, true);
    }

    /** Whether the command exists although the base driver does not have it. */
    boolean isAdded(String name) {
        return added.containsKey(name);
    }

    /** The stub, or null when the command is not ours. */
    @Nullable
    MemorySegment find(String name) {
        Function<Arena, MemorySegment> maker = makers.get(name);
        return maker == null ? null : made.computeIfAbsent(maker, m -> m.apply(Arena.global()));
    }
}
