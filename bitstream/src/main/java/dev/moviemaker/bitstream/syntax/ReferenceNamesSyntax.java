// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.syntax;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.ReferenceNames;
import dev.moviemaker.bitstream.reference.ReferenceOrder;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.reference.SavedReference;
import dev.moviemaker.bitstream.sequence.ColorConfig;
import dev.moviemaker.bitstream.sequence.SequenceHeader;

/** The reference names of {@code uncompressed_header()} (5.9.2), read or written. */
final class ReferenceNamesSyntax {
    private ReferenceNamesSyntax() {}

    static ReferenceNames code(
            Syntax s,
            SequenceHeader sequence,
            ReferenceState state,
            FrameHeader known,
            Ints slotHints,
            ReferenceNames v) {
        s.section("5.9.2");
        boolean shortSignaling = sequence.enableOrderHint()
                ? s.flag("frame_refs_short_signaling", v.frameRefsShortSignaling())
                : s.inferred("frame_refs_short_signaling", v.frameRefsShortSignaling(), false);
        int last = 0;
        int gold = 0;
        Ints derived = Ints.EMPTY;
        if (shortSignaling) {
            last = s.f("last_frame_idx", 3, v.lastFrameIdx());
            gold = s.f("gold_frame_idx", 3, v.goldFrameIdx());
            isBefore(s, sequence, "last_frame_idx", last, slotHints, known.orderHint());
            isBefore(s, sequence, "gold_frame_idx", gold, slotHints, known.orderHint());
            derived = ReferenceOrder.setFrameRefs(sequence, slotHints, known.orderHint(), last, gold);
            s.inferred("ref_frame_idx", v.refFrameIdx(), derived);
        } else {
            s.inferred("last_frame_idx", v.lastFrameIdx(), 0);
            s.inferred("gold_frame_idx", v.goldFrameIdx(), 0);
            s.length("ref_frame_idx", v.refFrameIdx(), ReferenceNames.REFS_PER_FRAME);
        }
        boolean ids = sequence.frameIdNumbersPresentFlag();
        s.length("delta_frame_id_minus_1", v.deltaFrameIdMinus1(), ids ? ReferenceNames.REFS_PER_FRAME : 0);
        int[] refs = new int[ReferenceNames.REFS_PER_FRAME];
        int[] deltas = new int[ids ? ReferenceNames.REFS_PER_FRAME : 0];
        for (int i = 0; i < refs.length; i++) {
            refs[i] = shortSignaling
                    ? derived.get(i)
                    : s.f("ref_frame_idx", 3, s.item("ref_frame_idx", v.refFrameIdx(), i));
            SavedReference slot = state.slot(refs[i]);
            usable(s, sequence, known, slotHints, refs[i], slot);
            if (ids) {
                deltas[i] = s.f(
                        "delta_frame_id_minus_1",
                        sequence.deltaFrameIdLengthMinus2() + 2,
                        s.item("delta_frame_id_minus_1", v.deltaFrameIdMinus1(), i));
                int expected = (known.currentFrameId() - deltas[i] - 1) & ((1 << sequence.frameIdLength()) - 1);
                FrameHeader stored = slot.header();
                s.demand(
                        stored != null && stored.currentFrameId() == expected,
                        "delta_frame_id_minus_1",
                        deltas[i],
                        "the distance to the id in slot " + refs[i],
                        "6.8.2");
            }
        }
        return new ReferenceNames(shortSignaling, last, gold, Ints.of(refs), Ints.of(deltas));
    }

    private static void isBefore(
            Syntax s, SequenceHeader sequence, String element, int slot, Ints slotHints, int orderHint) {
        s.demand(
                sequence.relativeDist(slotHints.get(slot), orderHint) < 0,
                element,
                slot,
                "a slot whose order hint is before this frame's",
                "7.8");
    }

    private static void usable(
            Syntax s, SequenceHeader sequence, FrameHeader known, Ints slotHints, int index, SavedReference slot) {
        if (!s.writing()) {
            return;
        }
        boolean tooFar = sequence.frameIdNumbersPresentFlag() && slot.isTooFar(sequence, known.currentFrameId());
        boolean valid = slot.valid() && !tooFar && slotHints.get(index) == slot.orderHint();
        s.demand(valid, "ref_frame_idx", index, "a slot that holds a frame (RefValid = 1)", "6.8.2");
        ColorConfig color = sequence.colorConfig();
        s.demand(
                slot.bitDepth() == color.bitDepth()
                        && slot.subsamplingX() == color.subsamplingX()
                        && slot.subsamplingY() == color.subsamplingY(),
                "ref_frame_idx",
                index,
                "a frame of the same bit depth and subsampling",
                "6.8.2");
    }
}
