// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

/**
 * Motion vector prediction: find_mv_stack of section 7.10.2, for frames without global motion and with
 * use_ref_frame_mvs equal to 0.
 *
 * <p>It looks at the blocks above and to the left for vectors that point into the same reference, gathers up to eight
 * of them with weights by how long the shared border is, and sorts them. The modes NEARESTMV and NEARMV use an entry of
 * this stack as it is, NEWMV codes a difference to one. As a side effect it counts how well neighbours match, which
 * gives the contexts of the mode's own syntax elements.
 */
public final class MvPrediction {
    private static final int MAX_STACK = 8;
    private static final int REF_CAT_LEVEL = 640;
    private static final int MV_BORDER = 128;
    private static final int FARTHEST_ROW = -5;

    private final FrameParameters frame;
    private final ModeInfoMap map;
    private final ExtraMvSearch extra;

    /**
     * RefStackMv[ idx ][ list ]; one entry more than the stack because single prediction may be filled up to two
     * entries.
     */
    public final int[] stack0 = new int[MAX_STACK + 2];

    public final int[] stack1 = new int[MAX_STACK + 2];
    private final int[] weight = new int[MAX_STACK + 2];
    /** NumMvFound. */
    public int found;
    /**
     * Contexts for new_mv, ref_mv and (through them) compound_mode. ZeroMvContext is always 0 without temporal vectors.
     */
    public int newMvContext;

    public int refMvContext;

    private final int[] drlContext = new int[MAX_STACK + 2];
    private int newMvCount;
    private boolean foundMatch;

    private Block block = new Block();
    private int ref0;
    private int ref1;
    private boolean compound;

    /** For one frame; {@code map} is read only. */
    public MvPrediction(FrameParameters frame, ModeInfoMap map) {
        this.frame = frame;
        this.map = map;
        extra = new ExtraMvSearch(frame, map);
    }

    /** DrlCtxStack[ idx ]. */
    public int drlContext(int idx) {
        return drlContext[idx];
    }

    /**
     * Finds the stack for a block whose place is known, as if its references were {@code refFrame0} and
     * {@code refFrame1} (or -1).
     */
    public void find(Block current, int refFrame0, int refFrame1) {
        block = current;
        ref0 = refFrame0;
        ref1 = refFrame1;
        compound = refFrame1 > Modes.INTRA_FRAME;
        found = 0;
        newMvCount = 0;

        boolean aboveMatch = scanRow(-1);
        boolean leftMatch = scanCol(-1);
        if (Math.max(block.wide4, block.high4) <= 16) {
            aboveMatch |= scanPoint(-1, block.wide4);
        }
        final int closeMatches = (aboveMatch ? 1 : 0) + (leftMatch ? 1 : 0);
        final int numNearest = found;
        final int numNew = newMvCount;
        for (int i = 0; i < numNearest; i++) {
            weight[i] += REF_CAT_LEVEL;
        }
        aboveMatch |= scanPoint(-1, -1);
        aboveMatch |= scanRow(-3);
        leftMatch |= scanCol(-3);
        if (block.high4 > 1) {
            aboveMatch |= scanRow(FARTHEST_ROW);
        }
        if (block.wide4 > 1) {
            leftMatch |= scanCol(FARTHEST_ROW);
        }
        int totalMatches = (aboveMatch ? 1 : 0) + (leftMatch ? 1 : 0);
        sort(0, numNearest);
        sort(numNearest, found);
        if (found < 2) {
            found = extra.fill(block, ref0, ref1, stack0, stack1, weight, found);
        }
        setContexts(closeMatches, totalMatches, numNew);
        clampStack();
    }

    private boolean scanRow(int farRow) {
        foundMatch = false;
        int deltaRow = farRow;
        int deltaCol = 0;
        int wide = block.wide4;
        int end = Math.min(Math.min(wide, frame.miCols - block.col), 16);
        boolean far = farRow < -1;
        if (far) {
            deltaRow += block.row & 1;
            deltaCol = 1 - (block.col & 1);
        }
        int mvRow = block.row + deltaRow;
        for (int i = 0; i < end; ) {
            int mvCol = block.col + deltaCol + i;
            if (!block.tile.contains(mvRow, mvCol)) {
                break;
            }
            int candidate = map.ownerAt(mvRow, mvCol);
            int length = Math.min(wide, BlockSize.wide4(map.size[candidate]));
            length = Math.max(length, far ? 2 : 1);
            length = Math.max(length, wide >= 16 ? 4 : 1);
            addCandidate(candidate, length * 2);
            i += length;
        }
        return foundMatch;
    }

    private boolean scanCol(int farCol) {
        foundMatch = false;
        int deltaCol = farCol;
        int deltaRow = 0;
        int high = block.high4;
        int end = Math.min(Math.min(high, frame.miRows - block.row), 16);
        boolean far = farCol < -1;
        if (far) {
            deltaRow = 1 - (block.row & 1);
            deltaCol += block.col & 1;
        }
        int mvCol = block.col + deltaCol;
        for (int i = 0; i < end; ) {
            int mvRow = block.row + deltaRow + i;
            if (!block.tile.contains(mvRow, mvCol)) {
                break;
            }
            int candidate = map.ownerAt(mvRow, mvCol);
            int length = Math.min(high, BlockSize.high4(map.size[candidate]));
            length = Math.max(length, far ? 2 : 1);
            length = Math.max(length, high >= 16 ? 4 : 1);
            addCandidate(candidate, length * 2);
            i += length;
        }
        return foundMatch;
    }

    private boolean scanPoint(int deltaRow, int deltaCol) {
        foundMatch = false;
        int mvRow = block.row + deltaRow;
        int mvCol = block.col + deltaCol;
        if (block.tile.contains(mvRow, mvCol)) {
            int candidate = map.ownerAt(mvRow, mvCol);
            if (candidate >= 0) {
                addCandidate(candidate, 4);
            }
        }
        return foundMatch;
    }

    /** Add reference motion vector process (7.10.2.7). */
    private void addCandidate(int candidate, int candidateWeight) {
        if (compound) {
            if (map.ref0[candidate] == ref0 && map.ref1[candidate] == ref1) {
                push(lower(map.mv0[candidate]), lower(map.mv1[candidate]), candidateWeight, map.yMode[candidate]);
            }
            return;
        }
        if (map.ref0[candidate] == ref0) {
            push(lower(map.mv0[candidate]), 0, candidateWeight, map.yMode[candidate]);
        }
        if (map.ref1[candidate] == ref0) {
            push(lower(map.mv1[candidate]), 0, candidateWeight, map.yMode[candidate]);
        }
    }

    private int lower(int mv) {
        return Mv.lowerPrecision(mv, frame.allowHighPrecisionMv, frame.forceIntegerMv);
    }

    /** The search stack processes (7.10.2.8 and 7.10.2.9). */
    private void push(int candidate0, int candidate1, int candidateWeight, int candidateMode) {
        if (Modes.hasNewMv(candidateMode)) {
            newMvCount++;
        }
        foundMatch = true;
        for (int i = 0; i < found; i++) {
            if (stack0[i] == candidate0 && (!compound || stack1[i] == candidate1)) {
                weight[i] += candidateWeight;
                return;
            }
        }
        if (found < MAX_STACK) {
            stack0[found] = candidate0;
            stack1[found] = candidate1;
            weight[found] = candidateWeight;
            found++;
        }
    }

    /** The stable sort of 7.10.2.11: heavier entries first. */
    private void sort(int start, int length) {
        int end = length;
        while (end > start) {
            int newEnd = start;
            for (int i = start + 1; i < end; i++) {
                if (weight[i - 1] < weight[i]) {
                    swap(weight, i);
                    swap(stack0, i);
                    swap(stack1, i);
                    newEnd = i;
                }
            }
            end = newEnd;
        }
    }

    private static void swap(int[] array, int i) {
        int value = array[i];
        array[i] = array[i - 1];
        array[i - 1] = value;
    }

    private void setContexts(int closeMatches, int totalMatches, int numNew) {
        for (int i = 0; i < found; i++) {
            int context = 0;
            if (i + 1 < found) {
                if (weight[i] < REF_CAT_LEVEL) {
                    context = 2;
                } else if (weight[i + 1] < REF_CAT_LEVEL) {
                    context = 1;
                }
            }
            drlContext[i] = context;
        }
        int anyNew = Math.min(numNew, 1);
        switch (closeMatches) {
            case 0 -> {
                newMvContext = Math.min(totalMatches, 1);
                refMvContext = totalMatches;
            }
            case 1 -> {
                newMvContext = 3 - anyNew;
                refMvContext = 2 + totalMatches;
            }
            default -> {
                newMvContext = 5 - anyNew;
                refMvContext = 5;
            }
        }
    }

    private void clampStack() {
        int rowBorder = MV_BORDER + block.high4 * 32;
        int colBorder = MV_BORDER + block.wide4 * 32;
        int top = -(block.row * 32) - rowBorder;
        int bottom = (frame.miRows - block.high4 - block.row) * 32 + rowBorder;
        int left = -(block.col * 32) - colBorder;
        int right = (frame.miCols - block.wide4 - block.col) * 32 + colBorder;
        for (int i = 0; i < found; i++) {
            stack0[i] = clamp(stack0[i], top, bottom, left, right);
            if (compound) {
                stack1[i] = clamp(stack1[i], top, bottom, left, right);
            }
        }
    }

    private static int clamp(int mv, int top, int bottom, int left, int right) {
        return Mv.of(Math.clamp(Mv.row(mv), top, bottom), Math.clamp(Mv.column(mv), left, right));
    }
}
