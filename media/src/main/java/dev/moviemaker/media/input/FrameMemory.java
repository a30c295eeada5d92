// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Native memory for one frame of a stream. It grows with what really comes: a header that lies about the size costs
 * nothing. Closed with its stream.
 */
final class FrameMemory implements AutoCloseable {
    private static final int CHUNK = 1 << 16;
    private static final long FIRST = 1 << 20;

    private final byte[] chunk = new byte[CHUNK];
    private Arena arena = Arena.ofShared();
    private MemorySegment memory = MemorySegment.NULL;
    private boolean closed;

    /** Reads up to the given number of bytes and returns how many there were. */
    long read(InputStream in, long wanted) throws IOException {
        long got = 0;
        while (got < wanted) {
            int count = in.read(chunk, 0, (int) Math.min(CHUNK, wanted - got));
            if (count < 0) {
                break;
            }
            reserve(got, got + count, wanted);
            MemorySegment.copy(chunk, 0, memory, ValueLayout.JAVA_BYTE, got, count);
            got += count;
        }
        return got;
    }

    /** Returns memory of the given size whose first bytes are those read last. */
    MemorySegment memory(long bytes, long read) {
        reserve(read, bytes, bytes);
        return memory.asSlice(0, bytes);
    }

    @SuppressWarnings("MustBeClosedChecker") // Closed in close(), or when it grows again.
    private void reserve(long kept, long needed, long most) {
        if (memory.byteSize() >= needed) {
            return;
        }
        Arena larger = Arena.ofShared();
        MemorySegment grown =
                larger.allocate(Math.min(most, Math.max(needed, Math.max(FIRST, 2 * memory.byteSize()))), 64);
        MemorySegment.copy(memory, 0, grown, 0, kept);
        arena.close();
        arena = larger;
        memory = grown;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            arena.close();
        }
    }
}
