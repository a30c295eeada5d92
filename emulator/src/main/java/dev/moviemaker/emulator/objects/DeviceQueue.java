// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

/** A queue as its device sees it. */
public interface DeviceQueue {
    /** Waits until nothing submitted is left that has not been handed to the base driver. */
    void drain();

    /** Ends the queue's thread, dropping what is left. */
    void close();
}
