// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.call.Structs;
import java.lang.foreign.Arena;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Vulkan's way to return lists: ask for the count, make room, ask again, and start over if the list grew meanwhile. */
public final class Enumerations {
    private static final int TRIES = 8;

    /** A command with a count and an array. */
    @FunctionalInterface
    public interface Command {
        /**
         * Calls the command.
         *
         * @param items array, or NULL to ask for the number only
         * @return {@code VkResult}, 0 for commands without one
         */
        int call(MemorySegment count, MemorySegment items);
    }

    private Enumerations() {}

    /**
     * Fetches a list.
     *
     * @param sType of each item; 0 for structures without one
     */
    public static MemorySegment list(Arena arena, String name, GroupLayout layout, int sType, Command command) {
        MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
        for (int i = 0; i < TRIES; i++) {
            count.set(ValueLayout.JAVA_INT, 0, 0);
            VulkanResult.check(name, command.call(count, MemorySegment.NULL));
            int room = count.get(ValueLayout.JAVA_INT, 0);
            if (room == 0) {
                return arena.allocate(0);
            }
            MemorySegment items = sType == 0 ? arena.allocate(layout, room) : Structs.array(arena, layout, sType, room);
            int result = command.call(count, items);
            VulkanResult.check(name, result);
            if (result != ResultCode.INCOMPLETE) {
                return items.asSlice(0, layout.byteSize() * Math.min(room, count.get(ValueLayout.JAVA_INT, 0)));
            }
        }
        throw new IllegalStateException(name + " returned VK_INCOMPLETE " + TRIES + " times in a row");
    }
}
