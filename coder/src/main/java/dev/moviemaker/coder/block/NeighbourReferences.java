// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

/**
 * The references of the blocks above and to the left, and the contexts that section 8.3.2 derives from them (is_inter,
 * comp_mode, comp_ref_type and all that choose a reference).
 */
public final class NeighbourReferences {
    private boolean availU;
    private boolean availL;
    private int above0;
    private int above1;
    private int left0;
    private int left1;
    private boolean aboveIntra;
    private boolean leftIntra;
    private boolean aboveSingle;
    private boolean leftSingle;
    /** count_refs for every reference name. */
    private final int[] counts = new int[8];

    /** Reads the neighbours of a block that was placed. */
    public void read(Block block, ModeInfoMap map) {
        availU = block.availU;
        availL = block.availL;
        above0 = availU ? map.ref0[block.above] : Modes.INTRA_FRAME;
        above1 = availU ? map.ref1[block.above] : Modes.NONE;
        left0 = availL ? map.ref0[block.left] : Modes.INTRA_FRAME;
        left1 = availL ? map.ref1[block.left] : Modes.NONE;
        aboveIntra = above0 <= Modes.INTRA_FRAME;
        leftIntra = left0 <= Modes.INTRA_FRAME;
        aboveSingle = above1 <= Modes.INTRA_FRAME;
        leftSingle = left1 <= Modes.INTRA_FRAME;
        java.util.Arrays.fill(counts, 0);
        counts[above0]++;
        counts[left0]++;
        if (!aboveSingle) {
            counts[above1]++;
        }
        if (!leftSingle) {
            counts[left1]++;
        }
    }

    /** Context of is_inter. */
    public int isInter() {
        if (availU && availL) {
            return leftIntra && aboveIntra ? 3 : bit(leftIntra || aboveIntra);
        }
        if (availU || availL) {
            return 2 * bit(availU ? aboveIntra : leftIntra);
        }
        return 0;
    }

    /** Context of comp_mode. */
    public int compMode() {
        if (availU && availL) {
            if (aboveSingle && leftSingle) {
                return bit(isBackward(above0)) ^ bit(isBackward(left0));
            }
            if (aboveSingle) {
                return 2 + bit(isBackward(above0) || aboveIntra);
            }
            if (leftSingle) {
                return 2 + bit(isBackward(left0) || leftIntra);
            }
            return 4;
        }
        if (availU) {
            return aboveSingle ? bit(isBackward(above0)) : 3;
        }
        if (availL) {
            return leftSingle ? bit(isBackward(left0)) : 3;
        }
        return 1;
    }

    /** Context of comp_ref_type. */
    public int compRefType() {
        boolean aboveCompInter = availU && !aboveIntra && !aboveSingle;
        boolean leftCompInter = availL && !leftIntra && !leftSingle;
        boolean aboveUniComp = aboveCompInter && isSameDirection(above0, above1);
        boolean leftUniComp = leftCompInter && isSameDirection(left0, left1);
        if (availU && !aboveIntra && availL && !leftIntra) {
            return compRefType(aboveCompInter, aboveUniComp, leftCompInter, leftUniComp);
        }
        if (!aboveCompInter && !leftCompInter) {
            return 2;
        }
        int uniComp = bit(aboveUniComp || leftUniComp);
        return availU && availL ? 1 + 2 * uniComp : 4 * uniComp;
    }

    /** Where both neighbours are inter blocks. */
    private int compRefType(boolean aboveComp, boolean aboveUniComp, boolean leftComp, boolean leftUniComp) {
        int sameDirection = bit(isSameDirection(above0, left0));
        if (!aboveComp && !leftComp) {
            return 1 + 2 * sameDirection;
        }
        if (!aboveComp || !leftComp) {
            return aboveUniComp || leftUniComp ? 3 + sameDirection : 1;
        }
        if (aboveUniComp && leftUniComp) {
            return 3 + bit((above0 == Modes.BWDREF_FRAME) == (left0 == Modes.BWDREF_FRAME));
        }
        return aboveUniComp || leftUniComp ? 2 : 0;
    }

    /** Context of single_ref_p1 and uni_comp_ref: forward against backward references. */
    public int forwardOrBackward() {
        return compare(counts[1] + counts[2] + counts[3] + counts[4], counts[5] + counts[6] + counts[7]);
    }

    /** Context of comp_ref and single_ref_p3: LAST and LAST2 against LAST3 and GOLDEN. */
    public int last12OrLast3Gold() {
        return compare(counts[1] + counts[2], counts[3] + counts[4]);
    }

    /** Context of comp_ref_p1 and single_ref_p4. */
    public int lastOrLast2() {
        return compare(counts[1], counts[2]);
    }

    /** Context of comp_ref_p2, single_ref_p5 and uni_comp_ref_p2. */
    public int last3OrGold() {
        return compare(counts[3], counts[4]);
    }

    /** Context of uni_comp_ref_p1. */
    public int last2OrLast3Gold() {
        return compare(counts[2], counts[3] + counts[4]);
    }

    /** Context of comp_bwdref and single_ref_p2: BWDREF and ALTREF2 against ALTREF. */
    public int backwardOrAltref() {
        return compare(counts[5] + counts[6], counts[7]);
    }

    /** Context of comp_bwdref_p1 and single_ref_p6. */
    public int backwardOrAltref2() {
        return compare(counts[5], counts[6]);
    }

    /** Context of comp_group_idx; no block of this coder sets it. */
    public int compGroupIdx() {
        int context = 0;
        if (availU && aboveSingle && above0 == Modes.ALTREF_FRAME) {
            context += 3;
        }
        if (availL && leftSingle && left0 == Modes.ALTREF_FRAME) {
            context += 3;
        }
        return Math.min(5, context);
    }

    /**
     * Context of compound_idx without the part that compares distances; every compound block of this coder has it set.
     */
    public int compoundIdx() {
        return bit(availU && (!aboveSingle || above0 == Modes.ALTREF_FRAME))
                + bit(availL && (!leftSingle || left0 == Modes.ALTREF_FRAME));
    }

    private static boolean isBackward(int reference) {
        return reference >= Modes.BWDREF_FRAME;
    }

    private static boolean isSameDirection(int first, int second) {
        return (first >= Modes.BWDREF_FRAME) == (second >= Modes.BWDREF_FRAME);
    }

    private static int compare(int first, int second) {
        return first < second ? 0 : first == second ? 1 : 2;
    }

    private static int bit(boolean value) {
        return value ? 1 : 0;
    }
}
