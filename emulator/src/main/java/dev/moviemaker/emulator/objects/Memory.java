// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** Device memory of the application. */
public final class Memory extends Tracked {
    private final long size;
    private final boolean coherent;
    private @Nullable MemorySegment mapped;
    private long mappedFrom;

    /** An allocation of {@code size} bytes of a memory type. */
    public Memory(EmulatedDevice device, long handle, long size, int typeIndex) {
        super(device, "memory", handle);
        this.size = size;
        coherent = (device.physical().memoryTypeFlags().get(typeIndex) & Vulkan.VK_MEMORY_PROPERTY_HOST_COHERENT_BIT())
                != 0;
    }

    /** Bytes. */
    public long size() {
        return size;
    }

    /** Takes note that the application has the bytes from {@code offset} on at {@code address}. */
    public synchronized void map(long offset, long bytes, MemorySegment address) {
        mapped = address.reinterpret(bytes == Vulkan.VK_WHOLE_SIZE() ? size - offset : bytes);
        mappedFrom = offset;
    }

    /** Takes note that the mapping ends; returns when nothing is written to it any more. */
    public synchronized void unmap() {
        mapped = null;
    }

    /** Whether {@link #write} of these bytes would succeed. */
    public synchronized boolean isWritable(long offset, long bytes) {
        return mapped != null && coherent && offset >= mappedFrom && offset + bytes <= mappedFrom + mapped.byteSize();
    }

    /**
     * Writes where the application has the bytes mapped and needs no invalidation to see them; false where this is not
     * so.
     */
    public synchronized boolean write(long offset, byte[] bytes) {
        MemorySegment target = mapped;
        if (target == null || !isWritable(offset, bytes.length)) {
            return false;
        }
        MemorySegment.copy(bytes, 0, target, ValueLayout.JAVA_BYTE, offset - mappedFrom, bytes.length);
        return true;
    }
}
