// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import java.util.Arrays;

/**
 * The frames that were taken and are not delivered, numbered from 0: their times, and in which input slots they are, so
 * that they can be coded again after a failure. A frame gets the first slot that is free, so that no more slots are
 * used than frames have been held at once. Not thread-safe; allocates nothing.
 */
final class HeldFrames {
    private final int[] slot;
    private final boolean[] slotTaken;
    private final long[] pts;
    private final long[] duration;
    private final boolean[] forcedKey;
    private final boolean[] converted;
    private final long[] conversion;
    private long most;
    private long taken;
    private long delivered;
    private long planned;
    private boolean filling;

    /**
     * None so far.
     *
     * @param slots as many frames are held at most
     */
    HeldFrames(int slots) {
        slot = new int[slots];
        slotTaken = new boolean[slots];
        pts = new long[slots];
        duration = new long[slots];
        forcedKey = new boolean[slots];
        converted = new boolean[slots];
        conversion = new long[slots];
        most = slots;
    }

    /** Where what is known of a frame stands. */
    private int place(long frame) {
        return (int) (frame % pts.length);
    }

    boolean isFull() {
        return count() >= most;
    }

    int count() {
        return (int) (taken - delivered);
    }

    /** From now on no more frames are held than now. */
    void limitToNow() {
        most = count();
    }

    /** Chooses a slot for the next frame, which is being filled until {@link #filled}. There must be a free one. */
    int choose() {
        int free = 0;
        while (slotTaken[free]) {
            free++;
        }
        slot[place(taken)] = free;
        filling = true;
        return free;
    }

    /** Whether somebody writes to the next frame's slot. */
    boolean isFilling() {
        return filling;
    }

    /** The slot of the frame that is being filled. */
    int chosen() {
        return slot[place(taken)];
    }

    /** Nobody writes to the next frame's slot any more. */
    void filled() {
        filling = false;
    }

    /** The frame that was filled is held. */
    void take(long newPts, long newDuration, boolean key, long submission) {
        int place = place(taken);
        slotTaken[slot[place]] = true;
        pts[place] = newPts;
        duration[place] = newDuration;
        forcedKey[place] = key;
        converted(taken, submission);
        taken++;
    }

    /** The oldest frame is delivered. */
    void deliver() {
        slotTaken[slot[place(delivered)]] = false;
        delivered++;
    }

    boolean hasUnplanned() {
        return planned < taken;
    }

    /** The first frame that the planner has not seen. */
    long unplanned() {
        return planned;
    }

    /** The planner has seen the first that it had not. */
    void plan() {
        planned++;
    }

    /** The planner has to see all again. */
    void planAgain() {
        planned = delivered;
    }

    void converted(long frame, long submission) {
        converted[place(frame)] = true;
        conversion[place(frame)] = submission;
    }

    /** The images are new: every frame has to be converted again. */
    void forgetConversions() {
        Arrays.fill(converted, false);
    }

    boolean isConverted(long frame) {
        return converted[place(frame)];
    }

    /** The submission that converts a frame. */
    long conversion(long frame) {
        return conversion[place(frame)];
    }

    int slot(long frame) {
        return slot[place(frame)];
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
