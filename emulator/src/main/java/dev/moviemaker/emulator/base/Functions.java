package dev.moviemaker.emulator.base;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.Function;

/** Fills a record of addresses: each component is named like the Vulkan command whose address it holds. */
final class Functions {
    private Functions() {}

    /** A command that the base driver lacks gets the address 0; promoted commands are also tried under their KHR name. */
    static <R extends Record> R load(Class<R> table, Function<String, MemorySegment> resolver) {
        RecordComponent[] components = table.getRecordComponents();
        Object[] addresses = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            MemorySegment address = resolver.apply(name);
            if (address.address() == 0) {
                address = resolver.apply(name + "KHR");
            }
            addresses[i] = MemorySegment.ofAddress(address.address());
        }
        Class<?>[] types = new Class<?>[components.length];
        Arrays.fill(types, MemorySegment.class);
        try {
            return table.getDeclaredConstructor(types).newInstance(addresses);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(table + " is not a record of addresses", e);
        }
    }
}
