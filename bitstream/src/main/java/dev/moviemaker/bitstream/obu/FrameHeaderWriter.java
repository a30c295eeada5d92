// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.frame.UncompressedHeader;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.syntax.FrameHeaderSyntax;
import dev.moviemaker.bitstream.syntax.Syntax;

/** Writes {@code uncompressed_header()} (AV1 specification, 5.9.2): the inverse of {@link FrameHeaderReader}. */
public final class FrameHeaderWriter {
    private FrameHeaderWriter() {}

    /** Writes a header of temporal and spatial layer 0. */
    public static void write(
            BitWriter writer, SequenceHeader sequence, ReferenceState state, UncompressedHeader header) {
        write(writer, sequence, state, header, 0, 0);
    }

    /**
     * Writes the header, without alignment or trailing bits. Values that are not coded must be the ones inferred.
     *
     * @param state the references before this frame
     * @param temporalId {@code temporal_id} of the OBU, 0 to 7
     * @param spatialId {@code spatial_id} of the OBU, 0 to 3
     * @throws SyntaxException when the header is not legal here; the writer then holds a part of it
     */
    public static void write(
            BitWriter writer,
            SequenceHeader sequence,
            ReferenceState state,
            UncompressedHeader header,
            int temporalId,
            int spatialId) {
        new FrameHeaderSyntax(new Syntax.Writing(writer), sequence, state, temporalId, spatialId).write(header);
    }
}
