// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to a dispatchable handle. The upcall stubs are one per command and process, so this is how they
 * find their driver.
 */
public final class Handles<T> {
    /** All instances of all drivers. */
    public static final Handles<EmulatedInstance> INSTANCES = new Handles<>("instance");
    /** All physical devices. */
    public static final Handles<PhysicalDevice> PHYSICAL_DEVICES = new Handles<>("physical device");
    /** All devices. */
    public static final Handles<EmulatedDevice> DEVICES = new Handles<>("device");
    /** All command buffers, those of the base driver's families too. */
    public static final Handles<CommandBuffer> COMMAND_BUFFERS = new Handles<>("command buffer");

    /** No user-space address of a 64-bit machine has this bit, and the base drivers' handles are addresses. */
    private static final AtomicLong NEXT = new AtomicLong(0x4D4D_0000_0000_0001L);

    private final Map<Long, T> map = new ConcurrentHashMap<>();
    private final String kind;

    /** A table for handles of this kind. */
    public Handles(String kind) {
        this.kind = kind;
    }

    /** A non-dispatchable handle that no base driver can have given out. */
    public static long fresh() {
        return NEXT.getAndIncrement();
    }

    /** Remembers an object. */
    public void put(MemorySegment handle, T object) {
        map.put(handle.address(), object);
    }

    /** The object of a handle. */
    public T get(MemorySegment handle) {
        T object = map.get(handle.address());
        if (object == null) {
            throw new IllegalStateException("unknown " + kind + " 0x" + Long.toHexString(handle.address()));
        }
        return object;
    }

    /** The object of a handle, or null. */
    public @Nullable T find(MemorySegment handle) {
        return map.get(handle.address());
    }

    /** Forgets a handle. */
    public @Nullable T remove(MemorySegment handle) {
        return map.remove(handle.address());
    }

    /** Everything remembered. */
    public Iterable<T> all() {
        return map.values();
    }
}
