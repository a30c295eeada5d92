// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

/** Prediction modes and reference names as the specification numbers them (sections 6.10.8, 6.10.22 and 6.10.24). */
public final class Modes {
    public static final int DC_PRED = 0;
    public static final int V_PRED = 1;
    public static final int H_PRED = 2;
    public static final int D45_PRED = 3;
    public static final int D135_PRED = 4;
    public static final int D113_PRED = 5;
    public static final int D157_PRED = 6;
    public static final int D203_PRED = 7;
    public static final int D67_PRED = 8;
    public static final int SMOOTH_PRED = 9;
    public static final int SMOOTH_V_PRED = 10;
    public static final int SMOOTH_H_PRED = 11;
    public static final int PAETH_PRED = 12;
    public static final int UV_CFL_PRED = 13;

    public static final int NEARESTMV = 14;
    public static final int NEARMV = 15;
    public static final int GLOBALMV = 16;
    public static final int NEWMV = 17;
    public static final int NEAREST_NEARESTMV = 18;
    public static final int NEAR_NEARMV = 19;
    public static final int NEAREST_NEWMV = 20;
    public static final int NEW_NEARESTMV = 21;
    public static final int NEAR_NEWMV = 22;
    public static final int NEW_NEARMV = 23;
    public static final int GLOBAL_GLOBALMV = 24;
    public static final int NEW_NEWMV = 25;

    public static final int NONE = -1;
    public static final int INTRA_FRAME = 0;
    public static final int LAST_FRAME = 1;
    public static final int LAST2_FRAME = 2;
    public static final int LAST3_FRAME = 3;
    public static final int GOLDEN_FRAME = 4;
    public static final int BWDREF_FRAME = 5;
    public static final int ALTREF2_FRAME = 6;
    public static final int ALTREF_FRAME = 7;

    private Modes() {}

    /** is_directional_mode. */
    public static boolean isDirectional(int mode) {
        return mode >= V_PRED && mode <= D67_PRED;
    }

    /** has_newmv: some vector of this inter mode is coded. */
    public static boolean hasNewMv(int mode) {
        return mode == NEWMV || mode == NEW_NEWMV || (mode >= NEAREST_NEWMV && mode <= NEW_NEARMV);
    }

    /** has_nearmv: some vector of this inter mode is taken from the second or a later place of the stack. */
    public static boolean hasNearMv(int mode) {
        return mode == NEARMV || mode == NEAR_NEARMV || mode == NEAR_NEWMV || mode == NEW_NEARMV;
    }

    /** get_mode: the single mode that a compound mode means for reference list 0 or 1. */
    public static int ofList(int mode, int list) {
        if (mode < NEAREST_NEARESTMV) {
            return mode;
        }
        return switch (mode) {
            case NEAREST_NEARESTMV -> NEARESTMV;
            case NEAR_NEARMV -> NEARMV;
            case NEAREST_NEWMV -> list == 0 ? NEARESTMV : NEWMV;
            case NEW_NEARESTMV -> list == 0 ? NEWMV : NEARESTMV;
            case NEAR_NEWMV -> list == 0 ? NEARMV : NEWMV;
            case NEW_NEARMV -> list == 0 ? NEWMV : NEARMV;
            case GLOBAL_GLOBALMV -> GLOBALMV;
            default -> NEWMV;
        };
    }
}
