// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import java.lang.foreign.Arena;

/**
 * Where the structures live that commands of every frame take. For each pointer argument into a shared arena the linker
 * counts the call in and out of that arena, two atomic operations that double the cost of a Vulkan command; memory that
 * the garbage collector frees needs no count. No command keeps such a pointer, and a call keeps its arguments alive, so
 * freeing late is all that changes.
 */
public final class CallMemory {
    private CallMemory() {}

    /**
     * Returns an arena for one owner's structures.
     *
     * @return usable by all threads; freed when nothing refers to what it allocated
     */
    public static Arena arena() {
        return Arena.ofAuto();
    }
}
