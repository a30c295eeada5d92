// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, last first, once. A constructor that fails half-way closes its closer. Not thread-safe. */
public final class CloseStack implements AutoCloseable {
    private final Deque<Runnable> open = new ArrayDeque<>();

    /** Creates an empty closer. */
    public CloseStack() {}

    /**
     * Keeps an object to be closed.
     *
     * @param object closed before everything added earlier
     * @param close how; must not throw
     */
    public <T> T add(T object, Runnable close) {
        open.push(close);
        return object;
    }

    /**
     * Keeps an object that outlives all others, as memory does what is bound to it.
     *
     * @param object closed after everything added earlier
     * @param close how; must not throw
     */
    public <T> T addLast(T object, Runnable close) {
        open.addLast(close);
        return object;
    }

    /**
     * Returns a shared arena that is closed with the rest.
     *
     * @return an arena for objects that several threads use
     */
    @SuppressWarnings("MustBeClosed") // closed by this closer
    public Arena sharedArena() {
        Arena arena = Arena.ofShared();
        return add(arena, arena::close);
    }

    /**
     * Closes an object of ours, whose {@code close} throws nothing.
     *
     * @param object to be closed
     */
    public static void quietly(AutoCloseable object) {
        try {
            object.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(object + " must close without a checked exception", e);
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }
}
