// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.gop;

/**
 * How a picture calls a reference (AV1 6.10.24, Reference Frames). Its index is that into {@code ref_frame_idx} and the
 * bit in Vulkan's name masks.
 */
public enum ReferenceName {
    /** Nearest past picture. */
    LAST(0),
    /** A further past picture. */
    LAST2(1),
    /** A further past picture. */
    LAST3(2),
    /** A past picture kept for long. */
    GOLDEN(3),
    /** Nearest future picture. */
    BWDREF(4),
    /** A further future picture. */
    ALTREF2(5),
    /** A future picture kept for long. */
    ALTREF(6);

    /** Number of names. */
    public static final int COUNT = 7;

    private static final ReferenceName[] VALUES = values();

    private final int index;

    ReferenceName(int index) {
        this.index = index;
    }

    /**
     * Returns the name of an index.
     *
     * @param index 0 to 6
     */
    public static ReferenceName of(int index) {
        return VALUES[index];
    }

    /**
     * Returns the name's place in {@code ref_frame_idx}.
     *
     * @return 0 to 6
     */
    public int index() {
        return index;
    }

    /**
     * Returns the name's bit in a mask of names.
     *
     * @return {@code 1 << index}
     */
    public int bit() {
        return 1 << index;
    }

    /**
     * Returns whether it belongs to the group of past references (LAST to GOLDEN), as bidirectional prediction counts
     * them.
     *
     * @return false for BWDREF, ALTREF2 and ALTREF
     */
    public boolean forward() {
        return index <= GOLDEN.index;
    }
}
