// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import dev.moviemaker.bitstream.bits.BitReader;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.frame.UncompressedHeader;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.syntax.FrameHeaderSyntax;
import dev.moviemaker.bitstream.syntax.Syntax;

/** Reads {@code uncompressed_header()} (AV1 specification, 5.9.2). */
public final class FrameHeaderReader {
    private FrameHeaderReader() {}

    /** Reads a header of temporal and spatial layer 0. */
    public static UncompressedHeader read(BitReader reader, SequenceHeader sequence, ReferenceState state) {
        return read(reader, sequence, state, 0, 0);
    }

    /**
     * Returns the header at the reader's position, which is left at the header's last bit.
     *
     * @param state the references before this frame; {@link ReferenceState#after} makes those after it
     * @param temporalId {@code temporal_id} of the OBU, 0 to 7
     * @param spatialId {@code spatial_id} of the OBU, 0 to 3
     * @throws SyntaxException when the data end or cannot be understood
     */
    public static UncompressedHeader read(
            BitReader reader, SequenceHeader sequence, ReferenceState state, int temporalId, int spatialId) {
        return new FrameHeaderSyntax(new Syntax.Reading(reader), sequence, state, temporalId, spatialId).read();
    }
}
