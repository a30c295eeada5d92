// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.reference;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameType;
import dev.moviemaker.bitstream.frame.ReferenceNames;
import dev.moviemaker.bitstream.frame.ShowExistingFrame;
import dev.moviemaker.bitstream.frame.UncompressedHeader;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The eight reference slots as a header parser sees them: everything that one frame header needs from the frames
 * before. An immutable value; {@link #after} makes the state for the next frame (AV1 specification, 7.20 and 7.21).
 *
 * @param slots eight slots
 * @param previousFrameId {@code current_frame_id} of the frame before, 0 at the start
 */
public record ReferenceState(List<SavedReference> slots, int previousFrameId) {
    /** The state before the first frame. */
    public static final ReferenceState EMPTY =
            new ReferenceState(Collections.nCopies(FrameHeader.NUM_REF_FRAMES, SavedReference.EMPTY), 0);

    /** Copies the list, which must have eight slots. */
    public ReferenceState {
        slots = List.copyOf(slots);
        if (slots.size() != FrameHeader.NUM_REF_FRAMES) {
            throw new IllegalArgumentException("slots has " + slots.size() + " entries, allowed: 8");
        }
    }

    /** Returns slot {@code i}, 0 to 7. */
    public SavedReference slot(int i) {
        return slots.get(i);
    }

    /** Returns the state after this header's frame was decoded. */
    public ReferenceState after(SequenceHeader sequence, UncompressedHeader header) {
        return switch (header) {
            case FrameHeader frame -> afterFrame(sequence, frame);
            case ShowExistingFrame show -> afterShow(show);
        };
    }

    private ReferenceState afterShow(ShowExistingFrame show) {
        SavedReference slot = slots.get(show.frameToShowMapIdx());
        FrameHeader header = slot.header();
        if (header == null || header.frameType() != FrameType.KEY_FRAME) {
            return this;
        }
        SavedReference[] next = new SavedReference[FrameHeader.NUM_REF_FRAMES];
        Arrays.fill(next, slot.shown());
        return new ReferenceState(List.of(next), header.currentFrameId());
    }

    private ReferenceState afterFrame(SequenceHeader sequence, FrameHeader header) {
        SavedReference[] next = slots.toArray(SavedReference[]::new);
        invalidate(sequence, header, next);
        SavedReference stored = new SavedReference(
                true,
                header.showableFrame(),
                header.orderHint(),
                header,
                orderHints(header),
                sequence.colorConfig().bitDepth(),
                sequence.colorConfig().subsamplingX(),
                sequence.colorConfig().subsamplingY());
        for (int i = 0; i < next.length; i++) {
            if (((header.refreshFrameFlags() >> i) & 1) != 0) {
                next[i] = stored;
            }
        }
        return new ReferenceState(List.of(next), header.currentFrameId());
    }

    /** Returns {@code OrderHints} of LAST to ALTREF for this frame: seven values; zeros for intra frames. */
    public Ints orderHints(FrameHeader header) {
        int[] hints = new int[ReferenceNames.REFS_PER_FRAME];
        if (!header.frameIsIntra()) {
            for (int i = 0; i < hints.length; i++) {
                int slot = header.referenceNames().refFrameIdx().get(i);
                hints[i] = header.refOrderHint().length() > 0
                        ? header.refOrderHint().get(slot)
                        : slots.get(slot).orderHint();
            }
        }
        return Ints.of(hints);
    }

    private static void invalidate(SequenceHeader sequence, FrameHeader header, SavedReference[] next) {
        for (int i = 0; i < next.length; i++) {
            if (header.isShownKeyFrame()) {
                next[i] = next[i].invalid(0);
            } else if (sequence.frameIdNumbersPresentFlag() && next[i].isTooFar(sequence, header.currentFrameId())) {
                next[i] = next[i].invalid(next[i].orderHint());
            }
            if (header.refOrderHint().length() > 0 && header.refOrderHint().get(i) != next[i].orderHint()) {
                next[i] = next[i].invalid(header.refOrderHint().get(i));
            }
        }
    }
}
