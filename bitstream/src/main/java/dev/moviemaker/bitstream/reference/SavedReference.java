// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.reference;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.ReferenceNames;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import org.jspecify.annotations.Nullable;

/**
 * What a parser keeps of one reference slot between frames (AV1 specification, 7.20).
 *
 * @param valid {@code RefValid}: whether the slot may be used as a reference
 * @param showable whether {@code show_existing_frame} may show it
 * @param orderHint {@code RefOrderHint}
 * @param header the header of the frame in the slot, with the values saved for later frames: size, loop filter deltas,
 *     segmentation, global motion, film grain; null when nothing was ever stored
 * @param savedOrderHints {@code SavedOrderHints} of LAST to ALTREF: seven values; zeros for intra frames
 * @param bitDepth {@code RefBitDepth}
 * @param subsamplingX {@code RefSubsamplingX}
 * @param subsamplingY {@code RefSubsamplingY}
 */
public record SavedReference(
        boolean valid,
        boolean showable,
        int orderHint,
        @Nullable FrameHeader header,
        Ints savedOrderHints,
        int bitDepth,
        int subsamplingX,
        int subsamplingY) {
    private static final Ints NO_HINTS = Ints.repeat(0, ReferenceNames.REFS_PER_FRAME);

    /** A slot that nothing was stored in. */
    public static final SavedReference EMPTY = new SavedReference(false, false, 0, null, NO_HINTS, 0, 0, 0);

    /** Returns this slot when it must not be used any more, with {@code RefOrderHint} as given. */
    SavedReference invalid(int newOrderHint) {
        return new SavedReference(
                false, showable, newOrderHint, header, savedOrderHints, bitDepth, subsamplingX, subsamplingY);
    }

    /** Returns this slot after its key frame was shown, which may happen once. */
    SavedReference shown() {
        return new SavedReference(
                valid, false, orderHint, header, savedOrderHints, bitDepth, subsamplingX, subsamplingY);
    }

    /**
     * Returns whether the frame id of this slot is too far from the current one for the frame to be used as a reference
     * ({@code mark_ref_frames()}, 5.9.4). A slot that nothing was stored in is always too far.
     */
    public boolean isTooFar(SequenceHeader sequence, int currentFrameId) {
        if (header == null) {
            return true;
        }
        int id = header.currentFrameId();
        int reach = 1 << (sequence.deltaFrameIdLengthMinus2() + 2);
        if (currentFrameId > reach) {
            return id > currentFrameId || id < currentFrameId - reach;
        }
        return id > currentFrameId && id < (1 << sequence.frameIdLength()) + currentFrameId - reach;
    }
}
