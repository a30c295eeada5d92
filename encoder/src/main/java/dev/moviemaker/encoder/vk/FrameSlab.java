// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * One block of native memory that the structures of a frame slot are carved from, once, when the slot is made. All of
 * it is zero at first. A frame then only overwrites fields: that costs no allocation, native or on the heap.
 */
public final class FrameSlab implements SegmentAllocator {
    private final MemorySegment block;
    private long used;

    /** Creates a slab. */
    public FrameSlab(Arena arena, long bytes) {
        block = arena.allocate(bytes, 64);
    }

    @Override
    public MemorySegment allocate(long byteSize, long byteAlignment) {
        long start = (used + byteAlignment - 1) & -byteAlignment;
        if (start + byteSize > block.byteSize()) {
            throw new IllegalStateException(
                    "frame slab: %d bytes requested at %d, but it has %d".formatted(byteSize, start, block.byteSize()));
        }
        used = start + byteSize;
        return block.asSlice(start, byteSize, byteAlignment);
    }
}
