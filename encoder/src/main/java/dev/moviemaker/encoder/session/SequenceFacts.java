// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.encoder.caps.Extent;

/**
 * What the driver's sequence header means for pictures. The driver may have overridden what was asked for.
 *
 * @param codedSize {@code max_frame_width_minus_1 + 1} and the height
 * @param codedSizeDiffers whether that is not the frame's size, so that a render size is needed
 */
public record SequenceFacts(int orderHintBits, Extent codedSize, boolean codedSizeDiffers) {

    /** Reads the facts. */
    public static SequenceFacts of(SequenceHeader header, Extent frame) {
        Extent coded = new Extent(header.maxFrameWidth(), header.maxFrameHeight());
        return new SequenceFacts(header.enableOrderHint() ? header.orderHintBits() : 0, coded, !coded.equals(frame));
    }

    /**
     * {@code order_hint} of a frame.
     *
     * @param framesSinceKey its place after the key frame, in display order
     */
    public int orderHint(long framesSinceKey) {
        return (int) (framesSinceKey & (1L << orderHintBits) - 1);
    }
}
