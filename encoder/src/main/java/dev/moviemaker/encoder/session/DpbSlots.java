// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import dev.moviemaker.encoder.gop.ReferenceSlot;
import java.util.Arrays;

/**
 * Which DPB slot holds the picture of each AV1 reference slot, in submission order. Pure. A DPB slot is free when no
 * reference slot names it: all pictures run in order on one queue with a barrier between them, so an earlier picture
 * has read it by then.
 */
public final class DpbSlots {
    private static final int NONE = -1;

    private final int[] dpbOf = new int[ReferenceSlot.COUNT];
    private final int[] orderHint;
    private final boolean[] key;
    private final int[] temporalLayer;

    /** All free. */
    public DpbSlots(int count) {
        orderHint = new int[count];
        key = new boolean[count];
        temporalLayer = new int[count];
        clear();
    }

    /** Frees all: a reset session holds nothing. */
    public void clear() {
        Arrays.fill(dpbOf, NONE);
    }

    /** Returns the slot that holds a reference. */
    public DpbSlot holding(ReferenceSlot reference) {
        int slot = dpbOf[reference.index()];
        if (slot == NONE) {
            throw new IllegalStateException("reference slot " + reference.index() + " holds no picture");
        }
        return DpbSlot.of(slot);
    }

    /** Returns a slot for the next picture. */
    public DpbSlot free() {
        for (int slot = 0; slot < orderHint.length; slot++) {
            if (!named(slot)) {
                return DpbSlot.of(slot);
            }
        }
        throw new IllegalStateException("all " + orderHint.length + " DPB slots are in use");
    }

    private boolean named(int slot) {
        for (int dpb : dpbOf) {
            if (dpb == slot) {
                return true;
            }
        }
        return false;
    }

    /**
     * Keeps a picture as the frame header says.
     *
     * @param refreshFrameFlags reference slots that take it; 0 keeps nothing
     */
    public void store(DpbSlot slot, int refreshFrameFlags, int pictureOrderHint, boolean keyFrame, int layer) {
        orderHint[slot.index()] = pictureOrderHint;
        key[slot.index()] = keyFrame;
        temporalLayer[slot.index()] = layer;
        for (int i = 0; i < dpbOf.length; i++) {
            if ((refreshFrameFlags & 1 << i) != 0) {
                dpbOf[i] = slot.index();
            }
        }
    }

    /**
     * {@code ref_order_hint} of a reference slot.
     *
     * @return 0 where it holds nothing
     */
    public int orderHintOfReference(int reference) {
        int slot = dpbOf[reference];
        return slot == NONE ? 0 : orderHint[slot];
    }

    /** Returns the order hint of a held picture. */
    public int orderHint(DpbSlot slot) {
        return orderHint[slot.index()];
    }

    /** The temporal layer of a held picture. */
    public int temporalLayer(DpbSlot slot) {
        return temporalLayer[slot.index()];
    }

    /** Returns whether a held picture is a key frame. */
    public boolean isKey(DpbSlot slot) {
        return key[slot.index()];
    }
}
