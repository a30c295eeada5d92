// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.av;

import dev.moviemaker.UnsupportedException;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.obu.Obu;
import dev.moviemaker.bitstream.obu.SequenceHeaderReader;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import java.nio.ByteBuffer;

/** The sequence header OBU that a video stream is described by. */
public final class SequenceObu {
    private SequenceObu() {}

    /**
     * Reads it.
     *
     * @param obu header, size and payload (AV1 5.3)
     * @throws UnsupportedException if it is none
     */
    public static SequenceHeader parse(ByteBuffer obu) {
        byte[] bytes = new byte[obu.remaining()];
        obu.duplicate().get(bytes);
        try {
            return SequenceHeaderReader.read(Obu.at(bytes, 0, bytes.length).payloadReader());
        } catch (SyntaxException | IndexOutOfBoundsException e) {
            throw new UnsupportedException("the sequence header cannot be read: " + e.getMessage(), e);
        }
    }
}
