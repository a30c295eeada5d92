package dev.moviemaker.media.svt;

import java.util.Arrays;

/** Times and durations of the frames inside the encoder, first in first out. For one thread. */
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

    long removeDuration() {
        long duration = entries[2 * head + 1];
        head = (head + 1) % (entries.length / 2);
        size--;
        return duration;
    }
}
