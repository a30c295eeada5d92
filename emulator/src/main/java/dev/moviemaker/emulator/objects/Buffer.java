// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import org.jspecify.annotations.Nullable;

/** A buffer with video usage: to the base driver one that is copied to. */
public final class Buffer extends Tracked {
    private final long handle;
    private final long size;
    private final MadeFor madeFor;
    private volatile @Nullable Memory memory;
    private volatile long memoryOffset;

    /** A buffer of {@code size} bytes just made by the base driver; {@code madeFor} tells for which profiles. */
    public Buffer(EmulatedDevice device, long handle, long size, MadeFor madeFor) {
        super(device, "buffer", handle);
        this.handle = handle;
        this.size = size;
        this.madeFor = madeFor;
    }

    /** The base driver's handle. */
    public long handle() {
        return handle;
    }

    /** Bytes. */
    public long size() {
        return size;
    }

    /** Its profiles. */
    public MadeFor madeFor() {
        return madeFor;
    }

    /** Takes note of its memory. */
    public void bind(Memory bound, long offset) {
        memoryOffset = offset;
        memory = bound;
    }

    /** Its memory, or null. */
    public @Nullable Memory memory() {
        return memory;
    }

    /** Whether {@link #write} would succeed. */
    public boolean isWritable(long offset, long bytes) {
        Memory bound = memory;
        return bound != null && bound.isWritable(memoryOffset + offset, bytes);
    }

    /** Writes where the application has the bytes mapped, without the base driver; false where this cannot be. */
    public boolean write(long offset, byte[] bytes) {
        Memory bound = memory;
        return bound != null && bound.write(memoryOffset + offset, bytes);
    }
}
