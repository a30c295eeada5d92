// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.syntax.SequenceHeaderSyntax;
import dev.moviemaker.bitstream.syntax.Syntax;

/** Writes {@code sequence_header_obu()} (AV1 specification, 5.5.1): the inverse of {@link SequenceHeaderReader}. */
public final class SequenceHeaderWriter {
    private SequenceHeaderWriter() {}

    /**
     * Writes the header, without trailing bits.
     *
     * @throws SyntaxException when the header is not legal; the writer then holds a part of it
     */
    public static void write(BitWriter writer, SequenceHeader header) {
        SequenceHeaderSyntax.code(new Syntax.Writing(writer), header);
    }
}
