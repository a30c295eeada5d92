// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

import dev.moviemaker.bitstream.bits.Ints;

/**
 * {@code global_motion_params()} (AV1 specification, 5.9.24 and 6.8.18).
 *
 * @param gmType {@code GmType} of LAST to ALTREF: seven codes of {@link WarpType}
 * @param gmParams {@code gm_params[LAST + i][j]} at {@code i * 6 + j}, in units of 1/65536: 42 values
 */
public record GlobalMotionParams(Ints gmType, Ints gmParams) {
    /** {@code WARPEDMODEL_PREC_BITS}: fraction bits of the parameters. */
    public static final int WARPEDMODEL_PREC_BITS = 16;
    /** No global motion for any reference. */
    public static final GlobalMotionParams IDENTITY = identity();

    private static GlobalMotionParams identity() {
        int[] params = new int[42];
        for (int i = 0; i < 7; i++) {
            params[i * 6 + 2] = 1 << WARPEDMODEL_PREC_BITS;
            params[i * 6 + 5] = 1 << WARPEDMODEL_PREC_BITS;
        }
        return new GlobalMotionParams(Ints.repeat(0, 7), Ints.of(params));
    }

    /** Returns the type for the reference name 1 (LAST) to 7 (ALTREF). */
    public WarpType type(int refFrame) {
        return WarpType.ofCode(gmType.get(refFrame - 1));
    }

    /** Returns {@code gm_params[refFrame][index]}, refFrame 1 (LAST) to 7 (ALTREF), index 0 to 5. */
    public int param(int refFrame, int index) {
        return gmParams.get((refFrame - 1) * 6 + index);
    }
}
