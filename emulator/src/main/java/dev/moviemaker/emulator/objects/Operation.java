// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import java.util.List;

/** A command of the added family that the driver carries out itself, in order, on the worker of its queue. */
@FunctionalInterface
public interface Operation {
    /** Carries it out. */
    void run(Copies copies);

    /**
     * Whether it reads or writes images or buffers of the base driver, so that all that was recorded or submitted
     * before has to be done.
     */
    default boolean needsBase() {
        return false;
    }

    /** Adds what it uses, and what therefore must not be destroyed before it is done. */
    default void addUses(List<Tracked> uses) {}
}
