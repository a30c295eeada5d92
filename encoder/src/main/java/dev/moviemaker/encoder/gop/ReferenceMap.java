// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.gop;

import java.util.Arrays;

/**
 * Which frame each of the eight reference slots holds, so that never more than a given number of different frames is
 * held.
 *
 * <p>The slots are dealt out to that many <em>places</em>: place p has slot p, the last place has all that remain. A
 * picture is always stored into one whole place, so the number of different frames is bounded by construction.
 */
final class ReferenceMap {
    static final long NONE = -1;

    private final long[] frameAt;

    ReferenceMap(int places) {
        frameAt = new long[places];
        Arrays.fill(frameAt, NONE);
    }

    int places() {
        return frameAt.length;
    }

    long frameAt(int place) {
        return frameAt[place];
    }

    void storeKey(long frame) {
        Arrays.fill(frameAt, frame);
    }

    /** Stores a frame and returns the {@code refresh_frame_flags} that do so. */
    int store(int place, long frame) {
        frameAt[place] = frame;
        return slots(place);
    }

    int slots(int place) {
        return place == frameAt.length - 1 ? 0xFF & -(1 << place) : 1 << place;
    }

    /** The first slot that holds the frame. */
    int slotOf(long frame) {
        for (int place = 0; place < frameAt.length; place++) {
            if (frameAt[place] == frame) {
                return place;
            }
        }
        throw new IllegalStateException(
                "frame %d is in no reference slot: %s".formatted(frame, Arrays.toString(frameAt)));
    }

    /** The newest frame below the limit, or NONE. */
    long newestBelow(long limit) {
        long newest = NONE;
        for (long frame : frameAt) {
            if (frame < limit && frame > newest) {
                newest = frame;
            }
        }
        return newest;
    }

    void clear() {
        Arrays.fill(frameAt, NONE);
    }
}
