// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

/**
 * {@code lr_params()} (AV1 specification, 5.9.20 and 6.10.15).
 *
 * @param y {@code FrameRestorationType} of luma
 * @param u {@code FrameRestorationType} of U
 * @param v {@code FrameRestorationType} of V
 * @param lrUnitShift the specification's {@code lr_unit_shift} after its adjustments, 0 to 2: units of
 *     {@code 64 << shift}
 * @param lrUvShift {@code lr_uv_shift}, 0 or 1: chroma units are that much smaller
 */
public record LoopRestorationParams(
        RestorationType y, RestorationType u, RestorationType v, int lrUnitShift, int lrUvShift) {
    /** No restoration. */
    public static final LoopRestorationParams OFF = new LoopRestorationParams(
            RestorationType.RESTORE_NONE, RestorationType.RESTORE_NONE, RestorationType.RESTORE_NONE, 0, 0);

    /** Returns the type of plane 0, 1 or 2. */
    public RestorationType plane(int plane) {
        return plane == 0 ? y : plane == 1 ? u : v;
    }

    /** Returns {@code UsesLr}: whether any plane is restored. */
    public boolean usesLr() {
        return y != RestorationType.RESTORE_NONE || usesChromaLr();
    }

    /** Returns {@code usesChromaLr}: whether a chroma plane is restored. */
    public boolean usesChromaLr() {
        return u != RestorationType.RESTORE_NONE || v != RestorationType.RESTORE_NONE;
    }

    /** Returns {@code LoopRestorationSize} of a plane in samples of that plane: 32 to 256. */
    public int loopRestorationSize(int plane) {
        int luma = 64 << lrUnitShift;
        return plane == 0 ? luma : luma >> lrUvShift;
    }
}
