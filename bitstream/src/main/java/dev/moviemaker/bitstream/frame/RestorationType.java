// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

/** The specification's {@code FrameRestorationType} of a plane (AV1 specification, 5.9.20 and 6.10.15). */
public enum RestorationType {
    /** No restoration. */
    RESTORE_NONE(0),
    /** Wiener filter. */
    RESTORE_WIENER(2),
    /** Self-guided filter. */
    RESTORE_SGRPROJ(3),
    /** Each unit chooses. */
    RESTORE_SWITCHABLE(1);

    private static final RestorationType[] BY_LR_TYPE = {
        RESTORE_NONE, RESTORE_SWITCHABLE, RESTORE_WIENER, RESTORE_SGRPROJ
    };

    private final int lrType;

    RestorationType(int lrType) {
        this.lrType = lrType;
    }

    /** Returns the type coded by this {@code lr_type}, 0 to 3. */
    public static RestorationType ofLrType(int lrType) {
        return BY_LR_TYPE[lrType];
    }

    /** Returns the {@code lr_type} syntax element, 0 to 3. */
    public int lrType() {
        return lrType;
    }
}
