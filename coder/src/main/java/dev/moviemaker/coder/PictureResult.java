// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.coder.picture.Picture;
import java.util.List;

/**
 * A coded picture.
 *
 * @param obus the OBUs of the picture, each with a size field; temporal delimiter and sequence header are the caller's
 * @param frameHeader the header as it is in the stream
 * @param state what goes into every slot that refresh_frame_flags names; holds the reconstruction
 * @param figures what became of its samples
 * @param overrides every syntax element that differs from what was asked, in header order
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed over, never compared
public record PictureResult(
        byte[] obus,
        FrameHeader frameHeader,
        DecodedReference state,
        PictureFigures figures,
        List<HeaderOverride> overrides) {
    /** Returns the samples that every decoder gets. Belongs to the caller; must not change while a slot holds it. */
    public Picture reconstruction() {
        return state.reconstruction();
    }
}
