// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Submissions that threads of the driver are handing to the base driver. The program sees that such work is done as
 * soon as the base driver has carried it out, which may be before the call has returned, and may then free what the
 * work used: it has to wait here for the call's end, since the base driver still looks at its semaphores, fence and
 * command buffers until then.
 */
public final class Submissions {
    private final Set<Batch> calls = Collections.newSetFromMap(new IdentityHashMap<>());

    Submissions() {}

    /** Makes the call that hands over a batch. */
    public int hand(Batch batch, IntSupplier call) {
        synchronized (calls) {
            calls.add(batch);
        }
        try {
            return call.getAsInt();
        } finally {
            synchronized (calls) {
                calls.remove(batch);
                calls.notifyAll();
            }
        }
    }

    /** Returns when no such call uses this semaphore, fence or command buffer. */
    public void awaitReturn(long handle) {
        boolean interrupted = false;
        synchronized (calls) {
            while (isUsed(handle)) {
                try {
                    calls.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isUsed(long handle) {
        for (Batch batch : calls) {
            if (batch.uses(handle)) {
                return true;
            }
        }
        return false;
    }
}
