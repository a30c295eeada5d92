// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

/**
 * What is known of the frames that are held, and in which input slots they are: always the first that is free, so that
 * no more slots are used than frames have been held at once.
 */
final class InputFrames {
    private final int[] slot;
    private final boolean[] taken;
    private final long[] pts;
    private final long[] duration;
    private final boolean[] forcedKey;
    private final boolean[] converted;
    private final long[] conversion;

    InputFrames(int slots) {
        slot = new int[slots];
        taken = new boolean[slots];
        pts = new long[slots];
        duration = new long[slots];
        forcedKey = new boolean[slots];
        converted = new boolean[slots];
        conversion = new long[slots];
    }

    /** Where what is known of a frame stands. */
    private int place(long frame) {
        return (int) (frame % pts.length);
    }

    /** The slot of a frame that is held, or that {@link #choose} was called for. */
    int slot(long frame) {
        return slot[place(frame)];
    }

    /** Chooses a slot for a frame; {@link #fill} takes it. There must be a free one. */
    int choose(long frame) {
        int free = 0;
        while (taken[free]) {
            free++;
        }
        slot[place(frame)] = free;
        return free;
    }

    /** A frame is held no more. */
    void release(long frame) {
        taken[slot(frame)] = false;
    }

    void fill(long frame, long newPts, long newDuration, boolean key, long submission) {
        int place = place(frame);
        taken[slot[place]] = true;
        pts[place] = newPts;
        duration[place] = newDuration;
        forcedKey[place] = key;
        converted(frame, submission);
    }

    void converted(long frame, long submission) {
        converted[place(frame)] = true;
        conversion[place(frame)] = submission;
    }

    /** The images are new: every frame has to be converted again. */
    void forgetConversions() {
        java.util.Arrays.fill(converted, false);
    }

    boolean isConverted(long frame) {
        return converted[place(frame)];
    }

    /** The submission that converts a frame. */
    long conversion(long frame) {
        return conversion[place(frame)];
    }

    long pts(long frame) {
        return pts[place(frame)];
    }

    long duration(long frame) {
        return duration[place(frame)];
    }

    boolean forcedKey(long frame) {
        return forcedKey[place(frame)];
    }
}
