// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import dev.moviemaker.vulkan.raw.PFN_vkDestroySemaphore;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Timeline semaphores that the program has destroyed. The base driver's ends come later: lavapipe's thread for
 * submissions (Mesa 25.0, {@code vk_queue_submit_cleanup}) locks the semaphores of a batch once more after it has
 * signalled the batch's fence, which is when the program may destroy them. Mesa's later versions count references
 * instead.
 */
final class RetiredSemaphores {
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EmulatedDevice device;
    private final Deque<Retired> retired = new ArrayDeque<>();

    private record Retired(long handle, long at) {}

    RetiredSemaphores(EmulatedDevice device) {
        this.device = device;
    }

    /** Destroys this semaphore in a while, and those now that have rested long enough. */
    synchronized void add(long handle) {
        long now = System.nanoTime();
        retired.add(new Retired(handle, now));
        while (now - retired.element().at() > REST_NANOS) {
            destroy(retired.remove().handle());
        }
    }

    /** Destroys them all; the base driver's device must be idle. */
    synchronized void close() {
        while (!retired.isEmpty()) {
            destroy(retired.remove().handle());
        }
    }

    private void destroy(long handle) {
        destroy(handle, MemorySegment.NULL);
    }

    /** Destroys a semaphore at once. */
    void destroy(long handle, MemorySegment allocator) {
        PFN_vkDestroySemaphore.invoke(device.functions().vkDestroySemaphore(), device.handle(), handle, allocator);
    }
}
