package dev.moviemaker.encoder.vk;

import dev.moviemaker.vulkan.raw.VkBaseOutStructure;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes Vulkan's extensible structures and links them. */
public final class Structs {
    private static final GroupLayout BASE = VkBaseOutStructure.layout();

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

    private static final java.lang.foreign.MemoryLayout.PathElement TYPE =
            java.lang.foreign.MemoryLayout.PathElement.groupElement("sType");
}
