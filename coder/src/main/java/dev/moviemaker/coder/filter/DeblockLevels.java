// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.filter;

import dev.moviemaker.bitstream.frame.LoopFilterParams;

/**
 * Filter levels and limits of one frame (sections 7.14.4 and 7.14.5), worked out once for every plane, direction,
 * reference and mode type. Segments and delta_lf are not used by this coder.
 */
public final class DeblockLevels {
    private static final int CLASSES = 16;
    private static final int MAX_LOOP_FILTER = 63;

    /** For loop_filter_level[ i ] and level class: the level lvl. */
    private final byte[] levels = new byte[4 * CLASSES];

    private final byte[] limits = new byte[MAX_LOOP_FILTER + 1];
    private final boolean[] active = new boolean[3];

    /** Reads the header's loop_filter_params. */
    public DeblockLevels(LoopFilterParams params) {
        for (int i = 0; i < 4; i++) {
            for (int levelClass = 0; levelClass < CLASSES; levelClass++) {
                levels[i * CLASSES + levelClass] = (byte) level(params, i, levelClass >> 1, levelClass & 1);
            }
        }
        for (int lvl = 0; lvl <= MAX_LOOP_FILTER; lvl++) {
            limits[lvl] = (byte) limit(params.sharpness(), lvl);
        }
        boolean any = params.level0() != 0 || params.level1() != 0;
        active[0] = any;
        active[1] = any && params.level2() != 0;
        active[2] = any && params.level3() != 0;
    }

    private static int level(LoopFilterParams params, int i, int ref, int modeType) {
        int lvlSeg = params.level(i);
        if (params.deltaEnabled()) {
            int nShift = lvlSeg >> 5;
            lvlSeg += params.refDeltas().get(ref) << nShift;
            if (ref != 0) {
                lvlSeg += params.modeDeltas().get(modeType) << nShift;
            }
        }
        return Math.clamp(lvlSeg, 0, MAX_LOOP_FILTER);
    }

    private static int limit(int sharpness, int lvl) {
        int shift = sharpness > 4 ? 2 : sharpness > 0 ? 1 : 0;
        return sharpness > 0 ? Math.clamp(lvl >> shift, 1, 9 - sharpness) : Math.max(1, lvl >> shift);
    }

    /** Whether any edge of this plane is filtered. */
    public boolean isActive(int plane) {
        return active[plane];
    }

    /** lvl of a unit; pass 0 is vertical edges, pass 1 horizontal ones. */
    int level(int plane, int pass, int levelClass) {
        return levels[(plane == 0 ? pass : plane + 1) * CLASSES + levelClass];
    }

    int limit(int lvl) {
        return limits[lvl];
    }
}
