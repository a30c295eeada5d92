// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.base;

import dev.moviemaker.vulkan.raw.VkBaseOutStructure;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Chains of structures that applications hand over and the base driver must not see whole. */
public final class Chains {
    private Chains() {}

    /**
     * Takes the structures of these types out of the chain of {@code head}, a copy of ours. What stands before the last
     * of them is copied into {@code arena}, since the chain itself is the application's and constant; what stands
     * behind is shared with it. A structure of an unknown type cannot be copied: where it stands before one that goes,
     * it goes too.
     */
    public static void cut(Arena arena, MemorySegment head, Set<Integer> sTypes) {
        MemorySegment kept = head;
        List<MemorySegment> before = new ArrayList<>();
        for (MemorySegment at = VkBaseOutStructure.pNext(head); at.address() != 0; at = VkBaseOutStructure.pNext(at)) {
            if (!sTypes.contains(VkBaseOutStructure.sType(at))) {
                before.add(at);
                continue;
            }
            for (MemorySegment original : before) {
                int bytes = ChainSizes.of(VkBaseOutStructure.sType(original), VkBaseOutStructure.sType(at));
                if (bytes == 0) {
                    continue;
                }
                MemorySegment copy = arena.allocate(bytes, Long.BYTES);
                MemorySegment.copy(original.reinterpret(bytes), 0, copy, 0, bytes);
                VkBaseOutStructure.pNext(kept, copy);
                kept = copy;
            }
            before.clear();
            VkBaseOutStructure.pNext(kept, VkBaseOutStructure.pNext(at));
        }
    }
}
