// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.av;

import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** A pointer to memory that somebody else owns. */
public final class AvAddress extends BytePointer {

    /** Points to an address. */
    public AvAddress(long address) {
        super((Pointer) null);
        this.address = address;
    }

    /** Points to the start of native memory. */
    public AvAddress(MemorySegment segment) {
        this(segment.address());
    }

    /**
     * Memory behind a pointer.
     *
     * @param bytes number of bytes that may be touched
     */
    @SuppressWarnings("restricted")
    public static MemorySegment segment(Pointer pointer, long bytes) {
        return MemorySegment.ofAddress(pointer.address()).reinterpret(bytes);
    }
}
