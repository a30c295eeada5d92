// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import dev.moviemaker.emulator.check.Rule;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that submitted work may use: the driver notices when it is destroyed too early. */
public class Tracked {
    private final EmulatedDevice device;
    private final String name;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean destroyed;

    /** Something of this kind, under the application's handle. */
    public Tracked(EmulatedDevice device, String kind, long handle) {
        this.device = device;
        this.name = kind + " 0x" + Long.toHexString(handle);
    }

    /** Its device. */
    public EmulatedDevice device() {
        return device;
    }

    /** Kind and handle, for messages. */
    public String name() {
        return name;
    }

    /** Takes note of submitted work that uses it. */
    public void begin() {
        inFlight.incrementAndGet();
    }

    /** Takes note that such work is done. */
    public void end() {
        inFlight.decrementAndGet();
    }

    /** Takes note of its destruction. Work of a lost device counts as done (Vulkan, "Lost Device"). */
    public void destroy() {
        checkIdle();
        destroyed = true;
    }

    /** Takes note of a change that submitted work does not bear. */
    public void checkIdle() {
        if (inFlight.get() > 0 && !device.lost()) {
            device.violation(Rule.FREED_WHILE_IN_USE, name + " is used by " + inFlight.get() + " submitted commands");
        }
    }

    /** Whether it is gone. */
    public boolean destroyed() {
        return destroyed;
    }
}
