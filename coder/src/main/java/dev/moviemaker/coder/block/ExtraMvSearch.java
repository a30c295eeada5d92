// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

/**
 * The extra search process (7.10.2.12 and 7.10.2.13): when neighbours gave fewer than two vectors, also takes those
 * that point into other references, turned round where the other reference lies on the other side in time, and then no
 * motion.
 */
final class ExtraMvSearch {
    private final FrameParameters frame;
    private final ModeInfoMap map;

    /** RefIdMvs and RefDiffMvs: [ list * 2 + index ]. */
    private final int[] sameReference = new int[4];

    private final int[] otherReference = new int[4];
    private final int[] sameCount = new int[2];
    private final int[] otherCount = new int[2];
    private final int[] combined0 = new int[2];
    private final int[] combined1 = new int[2];

    private int[] stack = new int[0];
    private int[] weight = new int[0];
    private int found;

    ExtraMvSearch(FrameParameters frame, ModeInfoMap map) {
        this.frame = frame;
        this.map = map;
    }

    /** Fills the stack up to two entries; returns the new NumMvFound. */
    int fill(Block block, int ref0, int ref1, int[] stack0, int[] stack1, int[] weights, int numMvFound) {
        stack = stack0;
        weight = weights;
        found = numMvFound;
        boolean compound = ref1 > Modes.INTRA_FRAME;
        sameCount[0] = 0;
        sameCount[1] = 0;
        otherCount[0] = 0;
        otherCount[1] = 0;
        int wide = Math.min(Math.min(16, block.wide4), frame.miCols - block.col);
        int high = Math.min(Math.min(16, block.high4), frame.miRows - block.row);
        int length = Math.min(wide, high);
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < length && found < 2; ) {
                int mvRow = pass == 0 ? block.row - 1 : block.row + i;
                int mvCol = pass == 0 ? block.col + i : block.col - 1;
                if (!block.tile.contains(mvRow, mvCol)) {
                    break;
                }
                int candidate = map.ownerAt(mvRow, mvCol);
                if (compound) {
                    gather(map.ref0[candidate], map.mv0[candidate], ref0, ref1);
                    gather(map.ref1[candidate], map.mv1[candidate], ref0, ref1);
                } else {
                    addSingle(map.ref0[candidate], map.mv0[candidate], ref0);
                    addSingle(map.ref1[candidate], map.mv1[candidate], ref0);
                }
                int size = map.size[candidate];
                i += pass == 0 ? BlockSize.wide4(size) : BlockSize.high4(size);
            }
        }
        if (compound) {
            addCombined(stack1);
        } else {
            for (int i = found; i < 2; i++) {
                stack0[i] = Mv.ZERO;
            }
        }
        return found;
    }

    private void addSingle(int candidateRef, int candidateMv, int ref0) {
        if (candidateRef <= Modes.INTRA_FRAME) {
            return;
        }
        int mv = candidateMv;
        if (frame.refFrameSignBias[candidateRef] != frame.refFrameSignBias[ref0]) {
            mv = Mv.negate(mv);
        }
        for (int i = 0; i < found; i++) {
            if (stack[i] == mv) {
                return;
            }
        }
        stack[found] = mv;
        weight[found] = 2;
        found++;
    }

    private void gather(int candidateRef, int candidateMv, int ref0, int ref1) {
        if (candidateRef <= Modes.INTRA_FRAME) {
            return;
        }
        for (int list = 0; list < 2; list++) {
            int ref = list == 0 ? ref0 : ref1;
            if (candidateRef == ref && sameCount[list] < 2) {
                sameReference[list * 2 + sameCount[list]++] = candidateMv;
            } else if (otherCount[list] < 2) {
                boolean turned = frame.refFrameSignBias[candidateRef] != frame.refFrameSignBias[ref];
                otherReference[list * 2 + otherCount[list]++] = turned ? Mv.negate(candidateMv) : candidateMv;
            }
        }
    }

    private void addCombined(int[] stack1) {
        combine(0, combined0);
        combine(1, combined1);
        if (found == 1) {
            boolean first = combined0[0] == stack[0] && combined1[0] == stack1[0];
            add(stack1, first ? 1 : 0);
        } else {
            add(stack1, 0);
            add(stack1, 1);
        }
    }

    private void combine(int list, int[] combined) {
        int count = 0;
        for (int i = 0; i < sameCount[list]; i++) {
            combined[count++] = sameReference[list * 2 + i];
        }
        for (int i = 0; i < otherCount[list] && count < 2; i++) {
            combined[count++] = otherReference[list * 2 + i];
        }
        while (count < 2) {
            combined[count++] = Mv.ZERO;
        }
    }

    private void add(int[] stack1, int index) {
        stack[found] = combined0[index];
        stack1[found] = combined1[index];
        weight[found] = 2;
        found++;
    }
}
