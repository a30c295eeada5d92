// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import dev.moviemaker.bitstream.bits.BitReader;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.syntax.SequenceHeaderSyntax;
import dev.moviemaker.bitstream.syntax.Syntax;

/** Reads {@code sequence_header_obu()} (AV1 specification, 5.5.1). */
public final class SequenceHeaderReader {
    private SequenceHeaderReader() {}

    /**
     * Returns the sequence header at the reader's position, which is left before the trailing bits.
     *
     * @throws SyntaxException when the data end or cannot be understood
     */
    public static SequenceHeader read(BitReader reader) {
        return SequenceHeaderSyntax.code(
                new Syntax.Reading(reader), SequenceHeader.builder().build());
    }
}
