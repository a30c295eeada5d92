// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

import dev.moviemaker.bitstream.bits.Ints;

/**
 * Which slots the seven reference names LAST to ALTREF stand for (AV1 specification, 5.9.2 and 7.8).
 *
 * @param frameRefsShortSignaling whether only LAST and GOLDEN are coded and the rest is derived
 * @param lastFrameIdx {@code last_frame_idx}, 0 to 7; 0 unless short signaling
 * @param goldFrameIdx {@code gold_frame_idx}, 0 to 7; 0 unless short signaling
 * @param refFrameIdx {@code ref_frame_idx}: seven slots 0 to 7, in the order LAST, LAST2, LAST3, GOLDEN, BWDREF,
 *     ALTREF2, ALTREF; empty for intra frames
 * @param deltaFrameIdMinus1 {@code delta_frame_id_minus_1}: seven values where frame ids are present, else empty
 */
public record ReferenceNames(
        boolean frameRefsShortSignaling,
        int lastFrameIdx,
        int goldFrameIdx,
        Ints refFrameIdx,
        Ints deltaFrameIdMinus1) {
    /** {@code REFS_PER_FRAME}: number of reference names. */
    public static final int REFS_PER_FRAME = 7;
    /** What intra frames have. */
    public static final ReferenceNames NONE = new ReferenceNames(false, 0, 0, Ints.EMPTY, Ints.EMPTY);

    /** Returns the names for these seven slots, all coded. */
    public static ReferenceNames of(int... refFrameIdx) {
        return new ReferenceNames(false, 0, 0, Ints.of(refFrameIdx), Ints.EMPTY);
    }

    /** Returns all seven names standing for one slot. */
    public static ReferenceNames all(int slot) {
        return new ReferenceNames(false, 0, 0, Ints.repeat(slot, REFS_PER_FRAME), Ints.EMPTY);
    }
}
