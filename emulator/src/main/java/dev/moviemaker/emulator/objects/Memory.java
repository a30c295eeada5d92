package dev.moviemaker.emulator.objects;

/** Device memory of the application. */
public final class Memory extends Tracked {
    private final long handle;
    private final long size;
    private final int typeIndex;

    /** An allocation of {@code size} bytes. */
    public Memory(Device device, long handle, long size, int typeIndex) {
        super(device, "memory", handle);
        this.handle = handle;
        this.size = size;
        this.typeIndex = typeIndex;
    }

    /** The base driver's handle. */
    public long handle() {
        return handle;
    }

    /** Bytes. */
    public long size() {
        return size;
    }

    /** Index of the memory type. */
    public int typeIndex() {
        return typeIndex;
    }
}
