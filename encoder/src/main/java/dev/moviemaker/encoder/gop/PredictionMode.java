// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.gop;

/** Which references the blocks of a picture may combine ({@code VkVideoEncodeAV1PredictionModeKHR}). */
public enum PredictionMode {
    /** None. */
    INTRA_ONLY,
    /** One per block. */
    SINGLE_REFERENCE,
    /** One, or two of the same direction. */
    UNIDIRECTIONAL_COMPOUND,
    /** One, or one past and one future. */
    BIDIRECTIONAL_COMPOUND
}
