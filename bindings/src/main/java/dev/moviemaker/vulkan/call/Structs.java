// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.call;

import dev.moviemaker.vulkan.raw.VkBaseOutStructure;
import java.lang.foreign.Arena;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes Vulkan's structures, links them, reads and copies those of others. */
public final class Structs {
    private static final GroupLayout BASE = VkBaseOutStructure.layout();
    private static final PathElement TYPE = PathElement.groupElement("sType");

    private Structs() {}

    /**
     * Allocates a structure with its {@code sType}; the rest is 0 if the allocator clears, which arenas do.
     *
     * @param allocator where
     * @param layout of the structure
     * @param sType its type
     * @return the structure
     */
    public static MemorySegment make(SegmentAllocator allocator, GroupLayout layout, int sType) {
        MemorySegment struct = allocator.allocate(layout);
        VkBaseOutStructure.sType(struct, sType);
        return struct;
    }

    /**
     * Puts structures right behind the head of a chain; the first one comes first.
     *
     * @param head whose {@code pNext} changes
     * @param nodes linked in this order, before what the chain had
     * @return the head
     */
    public static MemorySegment chain(MemorySegment head, MemorySegment... nodes) {
        for (int i = nodes.length - 1; i >= 0; i--) {
            VkBaseOutStructure.pNext(nodes[i], VkBaseOutStructure.pNext(head));
            VkBaseOutStructure.pNext(head, nodes[i]);
        }
        return head;
    }

    /**
     * Sets where a structure's chain goes on.
     *
     * @param head whose {@code pNext} is replaced
     * @param next the rest of the chain, or {@link MemorySegment#NULL}
     */
    public static void setNext(MemorySegment head, MemorySegment next) {
        VkBaseOutStructure.pNext(head, next);
    }

    /**
     * An array of C strings.
     *
     * @param allocator where
     * @param strings the strings
     * @return pointers, or NULL if there are none
     */
    public static MemorySegment strings(SegmentAllocator allocator, List<String> strings) {
        if (strings.isEmpty()) {
            return MemorySegment.NULL;
        }
        MemorySegment array = allocator.allocate(ValueLayout.ADDRESS, strings.size());
        for (int i = 0; i < strings.size(); i++) {
            array.setAtIndex(ValueLayout.ADDRESS, i, allocator.allocateFrom(strings.get(i)));
        }
        return array;
    }

    /**
     * A string in a fixed array, terminated or full.
     *
     * @param field the array
     * @return the string
     */
    public static String string(MemorySegment field) {
        long length = 0;
        while (length < field.byteSize() && field.get(ValueLayout.JAVA_BYTE, length) != 0) {
            length++;
        }
        return new String(field.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /**
     * One element of an array of structures.
     *
     * @param array the array
     * @param layout of one element
     * @param index which
     * @return the element
     */
    public static MemorySegment element(MemorySegment array, GroupLayout layout, int index) {
        return array.asSlice(index * layout.byteSize(), layout);
    }

    /**
     * An array of extensible structures, each with its {@code sType}.
     *
     * @param allocator where
     * @param layout of one element
     * @param sType of each element
     * @param count number of elements
     * @return the array
     */
    public static MemorySegment array(SegmentAllocator allocator, GroupLayout layout, int sType, int count) {
        MemorySegment array = allocator.allocate(layout, count);
        for (int i = 0; i < count; i++) {
            array.set(ValueLayout.JAVA_INT, i * layout.byteSize() + BASE.byteOffset(TYPE), sType);
        }
        return array;
    }

    /**
     * A structure in a chain.
     *
     * @param head of the chain, itself not looked at
     * @param sType of the structure
     * @return the first of this type, or null
     */
    public static @Nullable MemorySegment find(MemorySegment head, int sType) {
        for (MemorySegment at = VkBaseOutStructure.pNext(head); at.address() != 0; at = VkBaseOutStructure.pNext(at)) {
            if (VkBaseOutStructure.sType(at) == sType) {
                return at;
            }
        }
        return null;
    }

    /**
     * A copy of one structure; what it points to is not copied.
     *
     * @param arena where
     * @param struct at least as long as the layout
     * @param layout of the structure
     * @return the copy
     */
    public static MemorySegment copy(Arena arena, MemorySegment struct, MemoryLayout layout) {
        MemorySegment copy = arena.allocate(layout);
        MemorySegment.copy(struct, 0, copy, 0, layout.byteSize());
        return copy;
    }

    /**
     * A copy of an array of structures.
     *
     * @param arena where
     * @param array the first
     * @param layout of one
     * @param count how many
     * @return the copy, NULL where there are none
     */
    public static MemorySegment copyArray(Arena arena, MemorySegment array, MemoryLayout layout, long count) {
        if (count == 0) {
            return MemorySegment.NULL;
        }
        MemorySegment copy = arena.allocate(Math.multiplyExact(layout.byteSize(), count), 8);
        MemorySegment.copy(array, 0, copy, 0, layout.byteSize() * count);
        return copy;
    }

    /**
     * The ints of an array.
     *
     * @param array NULL allowed
     * @param count how many
     * @return a copy
     */
    public static int[] ints(MemorySegment array, int count) {
        return count == 0 || array.address() == 0
                ? new int[0]
                : array.asSlice(0, 4L * count).toArray(ValueLayout.JAVA_INT);
    }

    /**
     * A C string.
     *
     * @param address of its first byte, with room for the string
     * @param limit most bytes to read
     * @return the string, up to its end or the limit
     */
    public static String string(MemorySegment address, int limit) {
        long length = 0;
        while (length < limit && address.get(ValueLayout.JAVA_BYTE, length) != 0) {
            length++;
        }
        return new String(address.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }
}
