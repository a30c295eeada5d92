// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Bytes of a temporal unit that is being put together. Grows; allocates nothing while it has room. Used by one thread.
 */
final class TemporalUnit implements AutoCloseable {
    private static final byte[] DELIMITER = {0x12, 0x00};
    private static final long FIRST_BYTES = 1 << 18;

    private Arena arena;
    private MemorySegment bytes;
    private long size;

    @SuppressWarnings("MustBeClosed") // closed by close and when it grows
    TemporalUnit() {
        arena = Arena.ofShared();
        bytes = arena.allocate(FIRST_BYTES);
    }

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
    }

    void delimiter() {
        append(DELIMITER);
    }

    void append(byte[] obus) {
        reserve(obus.length);
        MemorySegment.copy(obus, 0, bytes, ValueLayout.JAVA_BYTE, size, obus.length);
        size += obus.length;
    }

    void append(MemorySegment source, long offset, long length) {
        reserve(length);
        MemorySegment.copy(source, offset, bytes, size, length);
        size += length;
    }

    @SuppressWarnings("MustBeClosed") // closed by close and when it grows again
    private void reserve(long more) {
        if (size + more <= bytes.byteSize()) {
            return;
        }
        Arena larger = Arena.ofShared();
        MemorySegment moved = larger.allocate(Math.max(size + more, bytes.byteSize() * 2));
        MemorySegment.copy(bytes, 0, moved, 0, size);
        arena.close();
        arena = larger;
        bytes = moved;
    }

    long size() {
        return size;
    }

    void copyTo(MemorySegment target) {
        MemorySegment.copy(bytes, 0, target, 0, size);
    }

    /** A view of what is there, valid until the next change. */
    MemorySegment data() {
        return bytes.asSlice(0, size).asReadOnly();
    }

    @Override
    public void close() {
        arena.close();
    }
}
