package dev.moviemaker.bitstream;

/** The {@code frame_type} of a frame header (AV1 specification, 6.8.2). The order of the constants is the code. */
public enum FrameType {
    /** Decodes without any reference and, when shown, resets all of them. */
    KEY_FRAME,
    /** Predicts from up to seven references. */
    INTER_FRAME,
    /** Predicts from itself only, and keeps the references that it does not refresh. */
    INTRA_ONLY_FRAME,
    /** An error-resilient inter frame that refreshes every slot, for switching between streams. */
    SWITCH_FRAME;

    private static final FrameType[] VALUES = values();

    /** Returns the type with this {@code frame_type} code, 0 to 3. */
    public static FrameType ofCode(int code) {
        return VALUES[code];
    }

    /** Returns the {@code frame_type} code. */
    public int code() {
        return ordinal();
    }

    /** Returns the specification's {@code FrameIsIntra}: true for key and intra-only frames. */
    public boolean isIntra() {
        return this == KEY_FRAME || this == INTRA_ONLY_FRAME;
    }
}
