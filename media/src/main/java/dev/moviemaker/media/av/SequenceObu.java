// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.av;

import dev.moviemaker.UnsupportedException;
import dev.moviemaker.bitstream.bits.BitReader;
import dev.moviemaker.bitstream.bits.SyntaxException;
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
        int offset = bytes.length > 0 && (bytes[0] & 4) != 0 ? 2 : 1;
        while (offset < bytes.length && (bytes[offset] & 0x80) != 0) {
            offset++;
        }
        offset++;
        try {
            return SequenceHeaderReader.read(new BitReader(bytes, offset, bytes.length - offset));
        } catch (SyntaxException | IndexOutOfBoundsException e) {
            throw new UnsupportedException("the sequence header cannot be read: " + e.getMessage(), e);
        }
    }
}
