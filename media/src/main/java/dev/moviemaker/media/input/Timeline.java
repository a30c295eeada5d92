// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Closes jumps in the times of a file, so that nothing waits for times that never come. A jump is one offset for all
 * tracks: a track whose packets come late across it still finds the offset from before. Times are seconds.
 */
final class Timeline {
    /** Players close gaps beyond this in streams that are known to jump. */
    private static final double JUMP = 10;

    /** Packets of one track may come so much out of order. */
    private static final double BACK = 1;

    /** A track may begin so much behind another one in the file: Ogg has pages of seconds. */
    private static final double BEHIND = 10;

    /** How far a file may go beyond what it says it lasts. */
    private static final double TOLERANCE = 1;

    /** Offsets that late packets may still need. */
    private static final int KEPT = 4;

    private final boolean jumps;
    private final OptionalDouble end;
    private final Notes notes;
    private final Deque<Double> offsets = new ArrayDeque<>();
    private final Map<Integer, Double> expected = new HashMap<>();
    private double furthest = Double.NaN;

    /**
     * A timeline.
     *
     * @param jumps whether the format is one whose clock may jump
     * @param end the time at which the file says it ends
     */
    Timeline(boolean jumps, OptionalDouble end, Notes notes) {
        this.jumps = jumps;
        this.end = end;
        this.notes = notes;
        offsets.add(0.0);
    }

    /** What is to be added to the times of a packet. */
    double offset(int track, double time, double duration) {
        double next = expected.getOrDefault(track, furthest);
        double offset = choose(next, time, expected.containsKey(track) ? BACK : BEHIND);
        expected.put(track, Math.max(time + offset + duration, expected.getOrDefault(track, Double.NEGATIVE_INFINITY)));
        furthest = Double.isNaN(furthest) ? time + offset : Math.max(furthest, time + offset + duration);
        return offset;
    }

    /** Whether a track goes on at one time rather than at another. */
    boolean isLikelier(int track, double one, double other) {
        double next = expected.getOrDefault(track, Double.isNaN(furthest) ? 0 : furthest) - offsets.getFirst();
        return Math.abs(one - next) <= Math.abs(other - next);
    }

    /** The next packets are from elsewhere. */
    void moved() {
        expected.clear();
        furthest = Double.NaN;
    }

    private double choose(double next, double time, double back) {
        if (Double.isNaN(next)) {
            return 0;
        }
        double best = Double.NaN;
        for (double candidate : offsets) {
            if (isNear(next, time + candidate, back)
                    && (Double.isNaN(best) || Math.abs(time + candidate - next) < Math.abs(time + best - next))) {
                best = candidate;
            }
        }
        if (!Double.isNaN(best)) {
            return best;
        }
        double offset = next - time;
        notes.add("its clock jumps by %.1f s; both tracks go on without a gap", time + offsets.getFirst() - next);
        offsets.addFirst(offset);
        if (offsets.size() > KEPT) {
            offsets.removeLast();
        }
        return offset;
    }

    private boolean isNear(double next, double time, double back) {
        double step = time - next;
        if (step < -back) {
            return false;
        }
        boolean beyondTheEnd = end.isPresent() && time > end.getAsDouble() + TOLERANCE;
        return jumps ? step <= JUMP : !beyondTheEnd || step <= TOLERANCE;
    }
}
