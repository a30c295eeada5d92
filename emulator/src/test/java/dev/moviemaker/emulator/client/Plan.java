// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order in which frames are coded: key, P, hidden ALTREF, B and show-existing, as far as slots and modes go. AV1's
 * eight reference slots are two halves, each standing for one picture.
 */
public final class Plan {
    /** What is done with one frame. */
    public sealed interface Step {}

    /**
     * A frame is coded.
     *
     * @param display    which frame
     * @param key        key frame; a frame without references that is none is intra-only
     * @param show       whether it is shown at once
     * @param refresh    refresh_frame_flags
     * @param forward    picture for LAST, or null
     * @param backward   picture for the backward name, or null
     * @param setup      slot for the reconstruction
     * @param map        what AV1's reference slots hold before
     */
    public record Encode(
            int display,
            boolean key,
            boolean show,
            int refresh,
            @Nullable Held forward,
            @Nullable Held backward,
            int setup,
            List<@Nullable Held> map)
            implements Step {
        /** frame_type. */
        int type() {
            return key ? KEY_FRAME : forward == null ? INTRA_ONLY_FRAME : INTER_FRAME;
        }
    }

    /**
     * A hidden frame is shown.
     *
     * @param display which frame
     * @param index   AV1 reference slot
     */
    public record ShowExisting(int display, int index) implements Step {}

    /**
     * A picture that is kept.
     *
     * @param display which frame
     * @param slot    its DPB slot
     * @param type    its frame_type
     */
    public record Held(int display, int slot, int type) {}

    /** Which pictures refer to which. */
    public enum Gop {
        /** Whatever slots and modes allow: key, P, hidden ALTREF, B and show-existing frames. */
        MIXED,
        /** Key frames. */
        I,
        /** A key frame each period, then P frames. */
        I_P,
        /** One key frame, an intra-only frame at the start of each other period, and P frames. */
        OPEN_I_P,
        /** Three B frames between P frames, which are coded before them; a key frame each period. */
        I_P_B3
    }

    static final int KEY_FRAME = 0;
    static final int INTER_FRAME = 1;
    static final int INTRA_ONLY_FRAME = 2;

    private static final int LOWER = 0x0F;
    private static final int UPPER = 0xF0;

    private final List<Step> steps = new ArrayList<>();
    private final @Nullable Held[] map = new Held[8];
    private final Deque<Integer> free = new ArrayDeque<>();
    private int slots;

    private Plan() {}

    /**
     * {@code count} frames with a key frame each {@code keyPeriod}; {@code slots} DPB slots; B frames when
     * {@code bidirectional}.
     */
    static List<Step> of(int count, int keyPeriod, int slots, boolean bidirectional) {
        Plan plan = new Plan();
        plan.slots = slots;
        int display = 0;
        while (display < count) {
            int left = Math.min(count, (display / keyPeriod + 1) * keyPeriod) - display;
            if (display % keyPeriod == 0) {
                plan.key(display++);
            } else if (slots >= 3 && left >= 4 && display / 4 % 3 != 2) {
                plan.group(display, bidirectional);
                display += 4;
            } else if (display % 5 == 4) {
                int half = plan.predicted(display, false);
                plan.steps.add(new ShowExisting(display++, half == LOWER ? 0 : 4));
            } else {
                plan.predicted(display++, true);
            }
        }
        return plan.steps;
    }

    /** The same for pictures that refer to each other in a given way. */
    static List<Step> of(Gop gop, int count, int period, int slots, boolean bidirectional) {
        if (gop == Gop.MIXED) {
            return of(count, period, slots, bidirectional);
        }
        Plan plan = new Plan();
        plan.slots = slots;
        int display = 0;
        while (display < count) {
            int left = Math.min(count, (display / period + 1) * period) - display;
            if (gop == Gop.I || display == 0 || (display % period == 0 && gop != Gop.OPEN_I_P)) {
                plan.key(display++);
            } else if (display % period == 0) {
                plan.kept(display++, null, true);
            } else if (gop == Gop.I_P_B3 && left >= 4) {
                plan.group(display, true);
                display += 4;
            } else {
                plan.kept(display++, plan.newest(), true);
            }
        }
        return plan.steps;
    }

    private List<@Nullable Held> snapshot() {
        List<@Nullable Held> copy = new ArrayList<>();
        for (Held held : map) {
            copy.add(held);
        }
        return copy;
    }

    private void store(int flags, Held held) {
        for (int i = 0; i < 8; i++) {
            if ((flags >> i & 1) != 0) {
                map[i] = held;
            }
        }
    }

    private int freeSlot() {
        free.clear();
        for (int slot = 0; slot < slots; slot++) {
            free.add(slot);
        }
        for (Held held : map) {
            if (held != null) {
                free.remove(held.slot());
            }
        }
        // A key frame may take the place of a picture that it ends.
        return free.isEmpty() ? 0 : free.getFirst();
    }

    private void key(int display) {
        int slot = freeSlot();
        steps.add(new Encode(display, true, true, 0xFF, null, null, slot, snapshot()));
        store(0xFF, new Held(display, slot, KEY_FRAME));
    }

    /** A frame that replaces the older half, with which its slot becomes free. */
    private void kept(int display, @Nullable Held forward, boolean show) {
        Held newest = newest();
        int flags = newest.equals(map[0]) ? UPPER : LOWER;
        int slot = newest.slot() == 0 ? 1 : 0;
        steps.add(new Encode(display, false, show, flags, forward, null, slot, snapshot()));
        store(flags, new Held(display, slot, forward == null ? INTRA_ONLY_FRAME : INTER_FRAME));
    }

    private Held newest() {
        Held lower = java.util.Objects.requireNonNull(map[0]);
        Held upper = java.util.Objects.requireNonNull(map[4]);
        return lower.display() >= upper.display() ? lower : upper;
    }

    /** A P frame of the newest picture; replaces the older half, or everything when there are only two slots. */
    private int predicted(int display, boolean show) {
        Held forward = newest();
        int half = forward.equals(map[0]) ? UPPER : LOWER;
        int flags = slots < 3 ? 0xFF : half;
        int slot = freeSlot();
        steps.add(new Encode(display, false, show, flags, forward, null, slot, snapshot()));
        store(flags, new Held(display, slot, INTER_FRAME));
        return slots < 3 ? LOWER : half;
    }

    /** Four frames: the last is coded first and hidden, then those between, then it is shown. */
    private void group(int display, boolean bidirectional) {
        Held forward = newest();
        int half = predicted(display + 3, false);
        Held backward = java.util.Objects.requireNonNull(map[half == LOWER ? 0 : 4]);
        for (int i = 0; i < 3; i++) {
            int slot = freeSlot();
            steps.add(new Encode(
                    display + i, false, true, 0, forward, bidirectional ? backward : null, slot, snapshot()));
        }
        steps.add(new ShowExisting(display + 3, half == LOWER ? 0 : 4));
    }
}
