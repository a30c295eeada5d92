// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.encoder.gop.PicturePlan;
import dev.moviemaker.encoder.session.EncodeSlot;
import java.util.List;

/**
 * The pictures that a GPU works on and those that are only shown when their turn comes, in coding order. A picture has
 * its encode slot until its bytes are read. Not thread-safe; allocates nothing.
 */
final class PicturesInFlight {
    private static final int MOST = 64;

    private final PictureInFlight[] ring = new PictureInFlight[MOST];
    private long first;
    private long next;
    private long slotsGiven;
    private long slotsRead;

    PicturesInFlight() {
        for (int i = 0; i < MOST; i++) {
            ring[i] = new PictureInFlight();
        }
    }

    boolean isEmpty() {
        return first == next;
    }

    boolean isFull() {
        return next - first == MOST;
    }

    PictureInFlight oldest() {
        return ring[(int) (first % MOST)];
    }

    /** The oldest is through. */
    void removeOldest() {
        first++;
    }

    boolean hasFreeSlot(List<EncodeSlot> slots) {
        return slotsGiven - slotsRead < slots.size();
    }

    /** The slot that the next picture to be coded takes. */
    EncodeSlot freeSlot(List<EncodeSlot> slots) {
        return slots.get((int) (slotsGiven % slots.size()));
    }

    void addCoded(PicturePlan picture, EncodeSlot slot, long submission, long pts, long duration) {
        PictureInFlight added = ring[(int) (next % MOST)];
        added.encode(picture, slot, submission);
        added.times(pts, duration);
        slotsGiven++;
        next++;
    }

    void addShown(PicturePlan picture, long pts, long duration) {
        PictureInFlight added = ring[(int) (next % MOST)];
        added.show(picture);
        added.times(pts, duration);
        next++;
    }

    /** The bytes of the oldest coded picture are copied: its slot is free. */
    void slotRead() {
        slotsRead++;
    }

    /** Forgets all: nothing is under way. */
    void clear() {
        first = next;
        slotsGiven = 0;
        slotsRead = 0;
    }
}
