// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

/**
 * {@code delta_q_params()} and {@code delta_lf_params()} (AV1 specification, 5.9.17 and 5.9.18).
 *
 * @param deltaQPresent whether blocks may change the quantizer index; needs {@code base_q_idx} above 0
 * @param deltaQRes {@code delta_q_res}, 0 to 3: left shift of the coded change
 * @param deltaLfPresent whether blocks may change the loop filter level; needs {@code deltaQPresent}
 * @param deltaLfRes {@code delta_lf_res}, 0 to 3: left shift of the coded change
 * @param deltaLfMulti whether each direction and plane has its own change
 */
public record DeltaParams(
        boolean deltaQPresent, int deltaQRes, boolean deltaLfPresent, int deltaLfRes, boolean deltaLfMulti) {
    /** No changes by blocks. */
    public static final DeltaParams NONE = new DeltaParams(false, 0, false, 0, false);
}
