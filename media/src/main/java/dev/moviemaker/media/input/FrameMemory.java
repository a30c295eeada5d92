// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Native memory for one frame of a stream. It grows with what really comes: a header that lies about the size costs
 * nothing. Closed with its stream.
 */
final class FrameMemory implements AutoCloseable {
    private static final int CHUNK = 1 << 16;
    private static final long FIRST = 1 << 20;

    /** Bytes of one read. */
    private static final long MOST = 1 << 30;

    private Arena arena = Arena.ofShared();
    private MemorySegment memory = MemorySegment.NULL;
    private boolean closed;

    /** Reads at most so many bytes; returns how many came before the end. */
    long read(ByteSource in, long wanted) throws IOException {
        long got = 0;
        while (got < wanted) {
            reserve(got, Math.min(wanted, got + CHUNK), wanted);
            long room = Math.min(memory.byteSize(), wanted) - got;
            int count = in.read(memory.asSlice(got, Math.min(room, MOST)).asByteBuffer());
            if (count < 0) {
                break;
            }
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
