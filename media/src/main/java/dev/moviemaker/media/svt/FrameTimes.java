// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.EncodeFailedException;
import java.util.Arrays;

/**
 * Times and durations of the frames inside the encoder, first in first out: each packet shows one frame, in their
 * order. For one thread.
 */
final class FrameTimes {
    private long[] entries = new long[2 * 128];
    private int head;
    private int size;

    void add(long pts, long duration) {
        int capacity = entries.length / 2;
        if (size == capacity) {
            long[] larger = Arrays.copyOf(entries, entries.length * 2);
            // The part before the head moves behind the old end.
            System.arraycopy(entries, 0, larger, entries.length, 2 * head);
            entries = larger;
            capacity *= 2;
        }
        int tail = (head + size) % capacity;
        entries[2 * tail] = pts;
        entries[2 * tail + 1] = duration;
        size++;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long firstPts() {
        return entries[2 * head];
    }

    /**
     * The time of the next packet, which must be the one that the codec states. If it is another, SVT-AV1 has overrun
     * the queue that brings its packets into order (versions 3.1 to 4.2): pictures are lost or in each other's place
     * from here on.
     */
    long requireFirst(long packetPts) {
        if (isEmpty()) {
            throw new EncodeFailedException("SVT-AV1 delivered a frame that it was not given, at pts " + packetPts);
        }
        if (packetPts != firstPts()) {
            throw new EncodeFailedException(
                    ("SVT-AV1 delivered the frame at pts %d where that at pts %d was due: it has overrun its queue, "
                                    + "and pictures are lost from here on. Safe is rate_control CBR, which needs no "
                                    + "reordering")
                            .formatted(packetPts, firstPts()));
        }
        return packetPts;
    }

    long removeDuration() {
        long duration = entries[2 * head + 1];
        head = (head + 1) % (entries.length / 2);
        size--;
        return duration;
    }
}
