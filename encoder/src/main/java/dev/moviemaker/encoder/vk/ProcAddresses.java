// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import dev.moviemaker.UnsupportedException;
import dev.moviemaker.vulkan.call.FunctionTable;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;

/** Finds the addresses of commands, for one level: the loader, an instance or a device. */
@FunctionalInterface
interface ProcAddresses {

    /** The address of a command, NULL if there is none. */
    MemorySegment find(String command);

    /** The address of a command that must be there. */
    default MemorySegment require(String command) {
        MemorySegment address = find(command);
        if (address.address() == 0) {
            throw new UnsupportedException("The Vulkan driver has no command " + command);
        }
        return address;
    }

    /** The address of the first of two names of a command that is there, NULL if neither is. */
    default MemorySegment findEither(String command, String alias) {
        MemorySegment address = find(command);
        return address.address() != 0 ? address : find(alias);
    }

    /** Fails if a table lacks a command that must be there. */
    static void require(Record functions, Set<String> commands) {
        List<String> missing = FunctionTable.missing(functions, commands);
        if (!missing.isEmpty()) {
            throw new UnsupportedException("The Vulkan driver has no command " + String.join(", ", missing));
        }
    }
}
