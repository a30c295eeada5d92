// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.coder.picture.Picture;

/**
 * What a reference slot keeps of a frame (reference frame update process, section 7.20). Immutable, save that the
 * reconstruction's arrays are the caller's to recycle once no slot holds them.
 */
public final class DecodedReference {
    private final Picture reconstruction;
    private final FrameHeader frameHeader;
    private final Ints savedOrderHints;
    private final char[] cdfs;

    DecodedReference(Picture reconstruction, FrameHeader frameHeader, Ints savedOrderHints, char[] cdfs) {
        this.reconstruction = reconstruction;
        this.frameHeader = frameHeader;
        this.savedOrderHints = savedOrderHints;
        this.cdfs = cdfs;
    }

    /** FrameStore: the samples after all filters. */
    public Picture reconstruction() {
        return reconstruction;
    }

    /** Returns the header the frame was coded with: frame type, sizes, order hint, loop filter deltas, ids. */
    public FrameHeader frameHeader() {
        return frameHeader;
    }

    /** SavedOrderHints: order hints of the seven references the frame had, LAST first; zeros for intra frames. */
    public Ints savedOrderHints() {
        return savedOrderHints;
    }

    /** What a header writer needs to know of this slot. */
    dev.moviemaker.bitstream.reference.SavedReference forHeaders() {
        return new dev.moviemaker.bitstream.reference.SavedReference(
                true,
                frameHeader.showableFrame(),
                frameHeader.orderHint(),
                frameHeader,
                savedOrderHints,
                reconstruction.bitDepth(),
                1,
                1);
    }

    /** save_cdfs: the adaptive state, not to be changed. */
    char[] cdfs() {
        return cdfs;
    }
}
