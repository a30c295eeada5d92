package dev.moviemaker.emulator.base;

import dev.moviemaker.vulkan.raw.VkBaseOutStructure;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reading and copying the C structures that applications hand over. */
public final class Structs {
    private Structs() {}

    /** The structure of this type in the chain of {@code head} (a structure, itself not looked at), or null. */
    public static @Nullable MemorySegment find(MemorySegment head, int sType) {
        for (MemorySegment at = VkBaseOutStructure.pNext(head); at.address() != 0; at = VkBaseOutStructure.pNext(at)) {
            if (VkBaseOutStructure.sType(at) == sType) {
                return at;
            }
        }
        return null;
    }

    /** A copy of one structure; what it points to stays the application's. */
    public static MemorySegment copy(Arena arena, MemorySegment struct, MemoryLayout layout) {
        MemorySegment copy = arena.allocate(layout);
        MemorySegment.copy(struct, 0, copy, 0, layout.byteSize());
        return copy;
    }

    /** A copy of an array of structures; NULL where there are none. */
    public static MemorySegment copyArray(Arena arena, MemorySegment array, MemoryLayout layout, long count) {
        if (count == 0) {
            return MemorySegment.NULL;
        }
        MemorySegment copy = arena.allocate(Math.multiplyExact(layout.byteSize(), count), 8);
        MemorySegment.copy(array, 0, copy, 0, layout.byteSize() * count);
        return copy;
    }

    /** The ints of an array. */
    public static int[] ints(MemorySegment array, int count) {
        return count == 0 || array.address() == 0
                ? new int[0]
                : array.asSlice(0, 4L * count).toArray(ValueLayout.JAVA_INT);
    }

    /** A C string, at most {@code limit} bytes. */
    public static String string(MemorySegment address, int limit) {
        long length = 0;
        while (length < limit && address.get(ValueLayout.JAVA_BYTE, length) != 0) {
            length++;
        }
        return new String(
                address.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), java.nio.charset.StandardCharsets.UTF_8);
    }

    /**
     * Takes the structures of these types out of the chain of {@code head}, a copy of ours. What stands before the last of them is copied into
     * {@code arena}, since the chain itself is the application's and constant; what stands behind is shared with it. A structure of an unknown
     * type cannot be copied: where it stands before one that goes, it goes too.
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
