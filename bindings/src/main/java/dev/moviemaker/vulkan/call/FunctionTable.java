// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.call;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Fills records of function addresses by name: each component is named like the Vulkan command whose address it holds.
 */
public final class FunctionTable {
    private FunctionTable() {}

    /**
     * Looks up every component; one that is not found has the address 0. Promoted commands are also looked up under
     * their KHR name.
     */
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

    /**
     * Returns which of the given commands a table does not have.
     *
     * @param table the table
     * @param commands names of components of the table
     * @return the names whose address is 0, in the order of the table
     */
    public static List<String> missing(Record table, Set<String> commands) {
        List<String> missing = new ArrayList<>();
        for (RecordComponent component : table.getClass().getRecordComponents()) {
            if (commands.contains(component.getName())
                    && address(table, component).address() == 0) {
                missing.add(component.getName());
            }
        }
        return missing;
    }

    private static MemorySegment address(Record table, RecordComponent component) {
        try {
            return (MemorySegment) component.getAccessor().invoke(table);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(table.getClass() + " is not a record of addresses", e);
        }
    }
}
