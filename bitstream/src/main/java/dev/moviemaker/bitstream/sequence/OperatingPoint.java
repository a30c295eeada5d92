// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.sequence;

import org.jspecify.annotations.Nullable;

/**
 * One operating point of a sequence header (AV1 specification, 5.5.1 and 6.4.1).
 *
 * @param operatingPointIdc layers of this point: bits 0 to 7 temporal, 8 to 11 spatial; 0 means all
 * @param seqLevelIdx {@code seq_level_idx}, 0 to 31; see {@link dev.moviemaker.bitstream.level.Level}
 * @param seqTier 0 main, 1 high; high only for {@code seqLevelIdx} above 7
 * @param operatingParametersInfo decoder buffer delays, or null where {@code decoder_model_present_for_this_op} is 0
 * @param initialDisplayDelayMinus1 0 to 15, or -1 where {@code initial_display_delay_present_for_this_op} is 0
 */
public record OperatingPoint(
        int operatingPointIdc,
        int seqLevelIdx,
        int seqTier,
        @Nullable OperatingParametersInfo operatingParametersInfo,
        int initialDisplayDelayMinus1) {

    /** Returns an operating point of all layers without decoder model. */
    public static OperatingPoint of(int seqLevelIdx, int seqTier) {
        return new OperatingPoint(0, seqLevelIdx, seqTier, null, -1);
    }
}
