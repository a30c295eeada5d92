// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

import dev.moviemaker.coder.entropy.Cdfs;
import dev.moviemaker.coder.entropy.SymbolEncoder;

/** inter_block_mode_info (5.11.23) the other way round: references, mode, vectors, filters. */
final class InterModeWriter {
    private static final int[][] COMPOUND_MODE_CONTEXT = {{0, 1, 1, 1, 1}, {1, 2, 3, 4, 4}, {4, 4, 5, 6, 7}};
    private static final int FLAG_ROW = 3;
    private static final int NO_FILTER = 3;

    private final FrameParameters frame;
    private final SymbolEncoder symbols;
    private final ModeInfoMap map;
    private final NeighbourReferences neighbours;
    private final ReferenceWriter references;
    private final MvWriter vectors;

    InterModeWriter(FrameParameters frame, SymbolEncoder symbols, ModeInfoMap map, NeighbourReferences neighbours) {
        this.frame = frame;
        this.symbols = symbols;
        this.map = map;
        this.neighbours = neighbours;
        references = new ReferenceWriter(frame, symbols, neighbours);
        vectors = new MvWriter(frame, symbols);
    }

    void write(Block block, MvPrediction prediction) {
        references.write(block);
        boolean compound = block.isCompound();
        if (compound) {
            int context = COMPOUND_MODE_CONTEXT[prediction.refMvContext >> 1][Math.min(prediction.newMvContext, 4)];
            symbols.symbol(Cdfs.COMPOUND_MODE + context * 9, block.yMode - Modes.NEAREST_NEARESTMV, 8);
        } else {
            writeSingleMode(block.yMode, prediction);
        }
        writeStackIndex(block, prediction);
        if (Modes.ofList(block.yMode, 0) == Modes.NEWMV) {
            vectors.write(block.mv0, prediction.stack0[newMvPosition(block, prediction)]);
        }
        if (compound && Modes.ofList(block.yMode, 1) == Modes.NEWMV) {
            vectors.write(block.mv1, prediction.stack1[newMvPosition(block, prediction)]);
        }
        if (frame.enableInterintraCompound
                && !compound
                && block.size >= BlockSize.BLOCK_8X8
                && block.size <= BlockSize.BLOCK_32X32) {
            flag(Cdfs.INTER_INTRA + (BlockSize.sizeGroup(block.size) - 1) * FLAG_ROW, false);
        }
        if (compound) {
            writeCompoundType(block);
        }
        if (needsFilter(frame, block)) {
            writeFilter(block, 0, block.filter0, map.filter0);
            if (frame.enableDualFilter) {
                writeFilter(block, 1, block.filter1, map.filter1);
            }
        }
    }

    /**
     * needs_interp_filter, for blocks of at least 8x8 and no global motion: whether the block tells its own filters.
     */
    static boolean needsFilter(FrameParameters frame, Block block) {
        return frame.interpolationFilter == FrameParameters.SWITCHABLE
                && block.yMode != Modes.GLOBALMV
                && block.yMode != Modes.GLOBAL_GLOBALMV;
    }

    /** Which stack entry a NEWMV difference counts from (assign_mv, 5.11.26). */
    static int newMvPosition(Block block, MvPrediction prediction) {
        return prediction.found <= 1 ? 0 : block.refMvIdx;
    }

    private void writeSingleMode(int mode, MvPrediction prediction) {
        flag(Cdfs.NEW_MV + prediction.newMvContext * FLAG_ROW, mode != Modes.NEWMV);
        if (mode == Modes.NEWMV) {
            return;
        }
        flag(Cdfs.ZERO_MV, mode != Modes.GLOBALMV);
        if (mode != Modes.GLOBALMV) {
            flag(Cdfs.REF_MV + prediction.refMvContext * FLAG_ROW, mode == Modes.NEARMV);
        }
    }

    /** drl_mode: one flag per stack entry that is passed over. */
    private void writeStackIndex(Block block, MvPrediction prediction) {
        int first;
        if (block.yMode == Modes.NEWMV || block.yMode == Modes.NEW_NEWMV) {
            first = 0;
        } else if (Modes.hasNearMv(block.yMode)) {
            first = 1;
        } else {
            return;
        }
        for (int idx = first; idx < first + 2; idx++) {
            if (prediction.found > idx + 1) {
                boolean more = block.refMvIdx > idx;
                flag(Cdfs.DRL_MODE + prediction.drlContext(idx) * FLAG_ROW, more);
                if (!more) {
                    return;
                }
            }
        }
    }

    /** read_compound_type: always the plain average. */
    private void writeCompoundType(Block block) {
        if (frame.enableMaskedCompound) {
            flag(Cdfs.COMP_GROUP_IDX + neighbours.compGroupIdx() * FLAG_ROW, false);
        }
        if (frame.enableJntComp) {
            int forward = Math.abs(frame.relativeDistance(frame.orderHints[block.ref0], frame.orderHint));
            int backward = Math.abs(frame.relativeDistance(frame.orderHints[block.ref1], frame.orderHint));
            int context = (forward == backward ? 3 : 0) + neighbours.compoundIdx();
            flag(Cdfs.COMPOUND_IDX + context * FLAG_ROW, true);
        }
    }

    private void writeFilter(Block block, int direction, int filter, byte[] filters) {
        int context = (direction * 2 + (block.isCompound() ? 1 : 0)) * 4;
        int left = block.availL ? filterOf(block.left, block.ref0, filters) : NO_FILTER;
        int above = block.availU ? filterOf(block.above, block.ref0, filters) : NO_FILTER;
        if (left == above || above == NO_FILTER) {
            context += left;
        } else if (left == NO_FILTER) {
            context += above;
        } else {
            context += NO_FILTER;
        }
        symbols.symbol(Cdfs.INTERP_FILTER + context * 4, filter, 3);
    }

    private int filterOf(int cell, int ref0, byte[] filters) {
        return map.ref0[cell] == ref0 || map.ref1[cell] == ref0 ? filters[cell] : NO_FILTER;
    }

    private void flag(int cdf, boolean value) {
        symbols.symbol(cdf, value ? 1 : 0, 2);
    }
}
