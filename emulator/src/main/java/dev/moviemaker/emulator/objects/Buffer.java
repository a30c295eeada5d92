package dev.moviemaker.emulator.objects;

import org.jspecify.annotations.Nullable;

/** A buffer with video usage: to the base driver one that is copied to. */
public final class Buffer extends Tracked {
    private final long handle;
    private final long size;
    private final boolean profiled;
    private volatile @Nullable Memory memory;
    private volatile long memoryOffset;

    /** A buffer of {@code size} bytes just made by the base driver; {@code profiled} when made for this profile or for any. */
    public Buffer(Device device, long handle, long size, boolean profiled) {
        super(device, "buffer", handle);
        this.handle = handle;
        this.size = size;
        this.profiled = profiled;
    }

    /** The base driver's handle. */
    public long handle() {
        return handle;
    }

    /** Bytes. */
    public long size() {
        return size;
    }

    /** Whether it was made for AV1 encode or for any profile. */
    public boolean profiled() {
        return profiled;
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
