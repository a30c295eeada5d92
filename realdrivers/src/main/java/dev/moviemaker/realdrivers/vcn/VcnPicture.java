// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers.vcn;

import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.realdrivers.stream.EncodeTask;

/**
 * A picture that was coded.
 *
 * @param task what the driver asked for
 * @param number of the picture in its session, from 0
 * @param sequence what the firmware can know of the sequence header
 * @param header as it is in the stream
 * @param temporalLayer as the OBU's extension says; 0 without
 * @param sourceFrom what was coded
 * @param reconstruction what every decoder gets
 * @param bytes of the bitstream
 */
public record VcnPicture(
        EncodeTask task,
        int number,
        SequenceHeader sequence,
        FrameHeader header,
        int temporalLayer,
        SourceFrom sourceFrom,
        Picture reconstruction,
        int bytes) {

    /** Where the samples came from. */
    public enum SourceFrom {
        /** The source picture's memory. */
        MEMORY,
        /** {@link SourcePattern}: the memory was never written but, perhaps, by a shader. */
        PATTERN
    }
}
