// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.reference;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.ReferenceNames;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import java.util.Arrays;

/**
 * What follows from the order hints of the references: short signaling (AV1 specification, 7.8) and skip mode (5.9.22).
 */
public final class ReferenceOrder {
    private static final int LAST = 0;
    private static final int GOLDEN = 3;
    private static final int BWDREF = 4;
    private static final int ALTREF2 = 5;
    private static final int ALTREF = 6;
    private static final int[] REMAINING = {1, 2, BWDREF, ALTREF2, ALTREF};

    private ReferenceOrder() {}

    /**
     * Returns {@code ref_frame_idx} as {@code set_frame_refs()} derives it: seven slots.
     *
     * @param slotHints {@code RefOrderHint} of the eight slots
     * @param orderHint {@code OrderHint} of the frame
     */
    public static Ints setFrameRefs(
            SequenceHeader sequence, Ints slotHints, int orderHint, int lastFrameIdx, int goldFrameIdx) {
        int[] refs = new int[ReferenceNames.REFS_PER_FRAME];
        Arrays.fill(refs, -1);
        refs[LAST] = lastFrameIdx;
        refs[GOLDEN] = goldFrameIdx;
        boolean[] used = new boolean[FrameHeader.NUM_REF_FRAMES];
        used[lastFrameIdx] = true;
        used[goldFrameIdx] = true;
        int[] distances = new int[FrameHeader.NUM_REF_FRAMES];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = sequence.relativeDist(slotHints.get(i), orderHint);
        }
        take(refs, used, ALTREF, latestBackward(distances, used));
        take(refs, used, BWDREF, earliestBackward(distances, used));
        take(refs, used, ALTREF2, earliestBackward(distances, used));
        for (int name : REMAINING) {
            if (refs[name] < 0) {
                take(refs, used, name, latestForward(distances, used));
            }
        }
        int earliest = 0;
        for (int i = 1; i < distances.length; i++) {
            if (distances[i] < distances[earliest]) {
                earliest = i;
            }
        }
        for (int i = 0; i < refs.length; i++) {
            if (refs[i] < 0) {
                refs[i] = earliest;
            }
        }
        return Ints.of(refs);
    }

    private static void take(int[] refs, boolean[] used, int name, int slot) {
        if (slot >= 0) {
            refs[name] = slot;
            used[slot] = true;
        }
    }

    private static int latestBackward(int[] distances, boolean[] used) {
        int best = -1;
        for (int i = 0; i < distances.length; i++) {
            if (!used[i] && distances[i] >= 0 && (best < 0 || distances[i] >= distances[best])) {
                best = i;
            }
        }
        return best;
    }

    private static int earliestBackward(int[] distances, boolean[] used) {
        int best = -1;
        for (int i = 0; i < distances.length; i++) {
            if (!used[i] && distances[i] >= 0 && (best < 0 || distances[i] < distances[best])) {
                best = i;
            }
        }
        return best;
    }

    private static int latestForward(int[] distances, boolean[] used) {
        int best = -1;
        for (int i = 0; i < distances.length; i++) {
            if (!used[i] && distances[i] < 0 && (best < 0 || distances[i] >= distances[best])) {
                best = i;
            }
        }
        return best;
    }

    /**
     * Returns {@code SkipModeFrame}: two reference names 1 (LAST) to 7 (ALTREF), or nothing when skip mode is not
     * allowed.
     *
     * @param referenceHints {@code OrderHints} of LAST to ALTREF: seven values
     * @param orderHint {@code OrderHint} of the frame
     */
    public static Ints skipModeFrames(SequenceHeader sequence, Ints referenceHints, int orderHint) {
        if (!sequence.enableOrderHint() || referenceHints.length() == 0) {
            return Ints.EMPTY;
        }
        int forward = -1;
        int backward = -1;
        for (int i = 0; i < referenceHints.length(); i++) {
            int hint = referenceHints.get(i);
            int distance = sequence.relativeDist(hint, orderHint);
            if (distance < 0 && (forward < 0 || sequence.relativeDist(hint, referenceHints.get(forward)) > 0)) {
                forward = i;
            } else if (distance > 0
                    && (backward < 0 || sequence.relativeDist(hint, referenceHints.get(backward)) < 0)) {
                backward = i;
            }
        }
        if (forward < 0) {
            return Ints.EMPTY;
        }
        int second = backward >= 0 ? backward : secondForward(sequence, referenceHints, forward);
        if (second < 0) {
            return Ints.EMPTY;
        }
        return Ints.of(1 + Math.min(forward, second), 1 + Math.max(forward, second));
    }

    private static int secondForward(SequenceHeader sequence, Ints hints, int forward) {
        int second = -1;
        for (int i = 0; i < hints.length(); i++) {
            if (sequence.relativeDist(hints.get(i), hints.get(forward)) < 0
                    && (second < 0 || sequence.relativeDist(hints.get(i), hints.get(second)) > 0)) {
                second = i;
            }
        }
        return second;
    }
}
