// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

import dev.moviemaker.coder.entropy.Cdfs;
import dev.moviemaker.coder.entropy.SymbolEncoder;

/** read_ref_frames (5.11.25) the other way round: which one or two references a block uses. */
final class ReferenceWriter {
    private static final int ROW = 3;

    private final FrameParameters frame;
    private final SymbolEncoder symbols;
    private final NeighbourReferences neighbours;

    ReferenceWriter(FrameParameters frame, SymbolEncoder symbols, NeighbourReferences neighbours) {
        this.frame = frame;
        this.symbols = symbols;
        this.neighbours = neighbours;
    }

    void write(Block block) {
        boolean compound = block.isCompound();
        if (frame.referenceSelect && Math.min(block.wide4, block.high4) >= 2) {
            bit(Cdfs.COMP_MODE + neighbours.compMode() * ROW, compound);
        }
        if (!compound) {
            writeSingle(block.ref0);
            return;
        }
        boolean bidirectional = block.ref0 < Modes.BWDREF_FRAME && block.ref1 >= Modes.BWDREF_FRAME;
        bit(Cdfs.COMP_REF_TYPE + neighbours.compRefType() * ROW, bidirectional);
        if (bidirectional) {
            writeBidirectional(block.ref0, block.ref1);
        } else {
            writeUnidirectional(block.ref0, block.ref1);
        }
    }

    private void writeSingle(int ref) {
        boolean backward = ref >= Modes.BWDREF_FRAME;
        single(0, neighbours.forwardOrBackward(), backward);
        if (backward) {
            single(1, neighbours.backwardOrAltref(), ref == Modes.ALTREF_FRAME);
            if (ref != Modes.ALTREF_FRAME) {
                single(5, neighbours.backwardOrAltref2(), ref == Modes.ALTREF2_FRAME);
            }
            return;
        }
        boolean late = ref >= Modes.LAST3_FRAME;
        single(2, neighbours.last12OrLast3Gold(), late);
        if (late) {
            single(4, neighbours.last3OrGold(), ref == Modes.GOLDEN_FRAME);
        } else {
            single(3, neighbours.lastOrLast2(), ref == Modes.LAST2_FRAME);
        }
    }

    private void writeUnidirectional(int ref0, int ref1) {
        boolean backward = ref0 == Modes.BWDREF_FRAME;
        uni(0, neighbours.forwardOrBackward(), backward);
        if (backward) {
            return;
        }
        uni(1, neighbours.last2OrLast3Gold(), ref1 != Modes.LAST2_FRAME);
        if (ref1 != Modes.LAST2_FRAME) {
            uni(2, neighbours.last3OrGold(), ref1 == Modes.GOLDEN_FRAME);
        }
    }

    private void writeBidirectional(int ref0, int ref1) {
        boolean late = ref0 >= Modes.LAST3_FRAME;
        forward(0, neighbours.last12OrLast3Gold(), late);
        if (late) {
            forward(2, neighbours.last3OrGold(), ref0 == Modes.GOLDEN_FRAME);
        } else {
            forward(1, neighbours.lastOrLast2(), ref0 == Modes.LAST2_FRAME);
        }
        boolean altref = ref1 == Modes.ALTREF_FRAME;
        backward(0, neighbours.backwardOrAltref(), altref);
        if (!altref) {
            backward(1, neighbours.backwardOrAltref2(), ref1 == Modes.ALTREF2_FRAME);
        }
    }

    private void single(int element, int context, boolean value) {
        bit(Cdfs.SINGLE_REF + (context * 6 + element) * ROW, value);
    }

    private void uni(int element, int context, boolean value) {
        bit(Cdfs.UNI_COMP_REF + (context * 3 + element) * ROW, value);
    }

    private void forward(int element, int context, boolean value) {
        bit(Cdfs.COMP_REF + (context * 3 + element) * ROW, value);
    }

    private void backward(int element, int context, boolean value) {
        bit(Cdfs.COMP_BWD_REF + (context * 2 + element) * ROW, value);
    }

    private void bit(int cdf, boolean value) {
        symbols.symbol(cdf, value ? 1 : 0, 2);
    }
}
