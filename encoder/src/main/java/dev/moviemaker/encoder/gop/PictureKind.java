// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.gop;

/** What a planned picture is in its group of pictures. */
public enum PictureKind {
    /** Shown key frame; all references start anew. */
    KEY,
    /** Predicted from the past and shown at once. */
    PREDICTIVE,
    /**
     * Predicted from the past, coded before pictures that are shown earlier; hidden until a {@link #SHOW_EXISTING} (an
     * ALTREF).
     */
    ANCHOR,
    /** Predicted from both sides, itself a reference. */
    BIPREDICTIVE_REFERENCE,
    /** Predicted from both sides, shown at once, never referred to. */
    BIPREDICTIVE_LEAF,
    /** Nothing is coded: a hidden picture is shown now (AV1 7.21). */
    SHOW_EXISTING
}
