// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

/**
 * An {@code uncompressed_header()} with {@code show_existing_frame} = 1 (AV1 specification, 5.9.2 and 7.21).
 *
 * @param frameToShowMapIdx {@code frame_to_show_map_idx}: the slot to show, 0 to 7
 * @param framePresentationTime {@code frame_presentation_time}; 0 unless the sequence has a decoder model and no equal
 *     picture interval
 * @param displayFrameId {@code display_frame_id}; 0 unless the sequence has frame ids
 */
public record ShowExistingFrame(int frameToShowMapIdx, long framePresentationTime, int displayFrameId)
        implements UncompressedHeader {

    /** Returns the order to show this slot, for sequences without decoder model and frame ids. */
    public static ShowExistingFrame of(int frameToShowMapIdx) {
        return new ShowExistingFrame(frameToShowMapIdx, 0, 0);
    }
}
