// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A command pool; those of the added family are pools of the carrier family to the base driver. */
public final class EmulatedCommandPool {
    private final EmulatedDevice device;
    private final long handle;
    private final boolean emulated;
    private final Set<CommandBuffer> buffers = ConcurrentHashMap.newKeySet();

    /** A pool just made by the base driver. */
    public EmulatedCommandPool(EmulatedDevice device, long handle, boolean emulated) {
        this.device = device;
        this.handle = handle;
        this.emulated = emulated;
    }

    /** Its device. */
    public EmulatedDevice device() {
        return device;
    }

    /** The base driver's handle. */
    public long handle() {
        return handle;
    }

    /** Whether it is of the added family. */
    public boolean emulated() {
        return emulated;
    }

    /** Its command buffers. */
    public Set<CommandBuffer> buffers() {
        return buffers;
    }
}
