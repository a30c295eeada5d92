// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

/** The {@code frame_type} of a frame header (AV1 specification, 6.8.2). The order of the constants is the code. */
public enum FrameType {
    /** Decodes without any reference and, when shown, resets all of them. */
    KEY_FRAME(0),
    /** Predicts from up to seven references. */
    INTER_FRAME(1),
    /** Predicts from itself only, and keeps the references that it does not refresh. */
    INTRA_ONLY_FRAME(2),
    /** An error-resilient inter frame that refreshes every slot, for switching between streams. */
    SWITCH_FRAME(3);

    private static final FrameType[] VALUES = values();

    private final int code;

    FrameType(int code) {
        this.code = code;
    }

    /** Returns the type with this {@code frame_type} code, 0 to 3. */
    public static FrameType ofCode(int code) {
        return VALUES[code];
    }

    /** Returns the {@code frame_type} code. */
    public int code() {
        return code;
    }

    /** Returns the specification's {@code FrameIsIntra}: true for key and intra-only frames. */
    public boolean isIntra() {
        return this == KEY_FRAME || this == INTRA_ONLY_FRAME;
    }
}
