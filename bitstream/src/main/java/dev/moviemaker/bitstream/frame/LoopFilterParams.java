// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

import dev.moviemaker.bitstream.bits.Ints;

/**
 * {@code loop_filter_params()} (AV1 specification, 5.9.11 and 6.8.10).
 *
 * @param level0 {@code loop_filter_level[0]}, luma vertical edges, 0 to 63
 * @param level1 {@code loop_filter_level[1]}, luma horizontal edges, 0 to 63
 * @param level2 {@code loop_filter_level[2]}, U, 0 to 63; 0 when both luma levels are 0 or there is no chroma
 * @param level3 {@code loop_filter_level[3]}, V, 0 to 63; 0 when both luma levels are 0 or there is no chroma
 * @param sharpness {@code loop_filter_sharpness}, 0 to 7
 * @param deltaEnabled {@code loop_filter_delta_enabled}
 * @param deltaUpdate {@code loop_filter_delta_update}
 * @param updateRefDelta bit i is {@code update_ref_delta} of reference i (0 INTRA to 7 ALTREF)
 * @param updateModeDelta bit i is {@code update_mode_delta} of mode class i
 * @param refDeltas {@code loop_filter_ref_deltas} in force for this frame: eight values of -64 to 63
 * @param modeDeltas {@code loop_filter_mode_deltas} in force for this frame: two values of -64 to 63
 */
public record LoopFilterParams(
        int level0,
        int level1,
        int level2,
        int level3,
        int sharpness,
        boolean deltaEnabled,
        boolean deltaUpdate,
        int updateRefDelta,
        int updateModeDelta,
        Ints refDeltas,
        Ints modeDeltas) {
    /**
     * What {@code setup_past_independence()} puts into the reference deltas: INTRA 1, GOLDEN, ALTREF2 and ALTREF -1.
     */
    public static final Ints DEFAULT_REF_DELTAS = Ints.of(1, 0, 0, 0, -1, 0, -1, -1);
    /** What {@code setup_past_independence()} puts into the mode deltas. */
    public static final Ints DEFAULT_MODE_DELTAS = Ints.of(0, 0);
    /** No filtering, default deltas: what is inferred for lossless and intra block copy frames. */
    public static final LoopFilterParams OFF = of(0, 0, 0, 0, 0);

    /** Returns levels and sharpness with deltas off and at their defaults. */
    public static LoopFilterParams of(int level0, int level1, int level2, int level3, int sharpness) {
        return new LoopFilterParams(
                level0, level1, level2, level3, sharpness, false, false, 0, 0, DEFAULT_REF_DELTAS, DEFAULT_MODE_DELTAS);
    }

    /** Returns {@code loop_filter_level[i]}, i from 0 to 3. */
    public int level(int i) {
        return switch (i) {
            case 0 -> level0;
            case 1 -> level1;
            case 2 -> level2;
            case 3 -> level3;
            default -> throw new IndexOutOfBoundsException("loop_filter_level[" + i + "], allowed are 0 to 3");
        };
    }
}
