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

/** Creates, links, reads and copies Vulkan structures. */
public final class Structs {
    private static final GroupLayout BASE = VkBaseOutStructure.layout();
    private static final PathElement TYPE = PathElement.groupElement("sType");

    private Structs() {}

    /**
     * Allocates a structure and sets its {@code sType}. The rest is 0 if the allocator returns zeroed memory, as arenas
     * do.
     *
     * @param allocator the allocator
     * @param layout the layout of the structure
     * @param sType the type of the structure
     * @return the structure
     */
    public static MemorySegment make(SegmentAllocator allocator, GroupLayout layout, int sType) {
        MemorySegment struct = allocator.allocate(layout);
        VkBaseOutStructure.sType(struct, sType);
        return struct;
    }

    /**
     * Inserts structures directly after the head of a chain.
     *
     * @param head the head, whose {@code pNext} changes
     * @param nodes the structures in order; the rest of the chain follows them
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
     * Replaces the rest of a chain.
     *
     * @param head the structure whose {@code pNext} is set
     * @param next the rest of the chain, or {@link MemorySegment#NULL}
     */
    public static void setNext(MemorySegment head, MemorySegment next) {
        VkBaseOutStructure.pNext(head, next);
    }

    /**
     * Returns an array of C strings.
     *
     * @param allocator the allocator
     * @param strings the strings
     * @return an array of pointers, or NULL if there are no strings
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
     * Returns the string in an array of fixed size, which need not be terminated if it is full.
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
     * Returns an element of an array of structures.
     *
     * @param array the array
     * @param layout the layout of an element
     * @param index the index of the element
     * @return the element
     */
    public static MemorySegment element(MemorySegment array, GroupLayout layout, int index) {
        return array.asSlice(index * layout.byteSize(), layout);
    }

    /**
     * Allocates an array of extensible structures and sets the {@code sType} of each.
     *
     * @param allocator the allocator
     * @param layout the layout of an element
     * @param sType the type of each element
     * @param count the number of elements
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
     * Finds a structure in a chain.
     *
     * @param head the head of the chain, which is not searched itself
     * @param sType the type of the structure
     * @return the first structure of this type, or null
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
     * Returns a copy of a structure, but not of what it points to.
     *
     * @param arena the arena of the copy
     * @param struct a segment at least as long as the layout
     * @param layout the layout of the structure
     * @return the copy
     */
    public static MemorySegment copy(Arena arena, MemorySegment struct, MemoryLayout layout) {
        MemorySegment copy = arena.allocate(layout);
        MemorySegment.copy(struct, 0, copy, 0, layout.byteSize());
        return copy;
    }

    /**
     * Returns a copy of an array of structures.
     *
     * @param arena the arena of the copy
     * @param array the array
     * @param layout the layout of an element
     * @param count the number of elements
     * @return the copy, or NULL if there are none
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
     * Returns a copy of an array of ints.
     *
     * @param array the array, which may be NULL
     * @param count the number of ints
     * @return the copy
     */
    public static int[] ints(MemorySegment array, int count) {
        return count == 0 || array.address() == 0
                ? new int[0]
                : array.asSlice(0, 4L * count).toArray(ValueLayout.JAVA_INT);
    }

    /**
     * Returns a C string.
     *
     * @param address the address of its first byte, with room for the string
     * @param limit the largest number of bytes to read
     * @return the string up to its terminator or the limit
     */
    public static String string(MemorySegment address, int limit) {
        long length = 0;
        while (length < limit && address.get(ValueLayout.JAVA_BYTE, length) != 0) {
            length++;
        }
        return new String(address.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }
}
