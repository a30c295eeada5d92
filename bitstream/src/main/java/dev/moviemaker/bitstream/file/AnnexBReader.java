// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.file;

import dev.moviemaker.bitstream.bits.BitReader;
import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.obu.Obu;
import dev.moviemaker.bitstream.obu.ObuHeader;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a length-delimited bitstream (AV1 specification, Annex B) and gives its OBUs their size fields. */
public final class AnnexBReader implements StreamReader {
    private final CountedInput in;

    /** Reads from {@code stream}, which the reader owns and which should be buffered. */
    public AnnexBReader(InputStream stream) {
        in = new CountedInput(stream);
    }

    @Override
    public @Nullable StreamUnit next() throws IOException {
        long offset = in.position();
        BitWriter out = new BitWriter();
        do {
            offset = in.position();
            int first = in.read();
            if (first < 0) {
                return null;
            }
            long size = first;
            if ((first & 0x80) != 0) {
                size = (first & 0x7F) | (in.leb128("temporal_unit_size") << 7);
            }
            long start = in.position();
            byte[] unit = in.bytes(size, "a temporal unit");
            try {
                convert(unit, out);
            } catch (SyntaxException e) {
                throw new IOException("temporal unit at byte " + start + ": " + e.getMessage(), e);
            }
        } while (out.position() == 0);
        return new StreamUnit(offset, -1, out.toByteArray());
    }

    private static void convert(byte[] unit, BitWriter out) {
        BitReader units = new BitReader(unit);
        while (units.remaining() > 0) {
            int frameUnit = size("frame_unit_size", units);
            int from = units.byteOffset();
            BitReader obus = new BitReader(unit, from, frameUnit);
            while (obus.remaining() > 0) {
                int length = size("obu_length", obus);
                append(Obu.at(unit, obus.byteOffset(), length), length, out);
                obus.skipBytes(length);
            }
            units.skipBytes(frameUnit);
        }
    }

    private static int size(String element, BitReader reader) {
        long size = reader.leb128(element);
        if (size < 1 || size > reader.remaining() / 8) {
            throw new SyntaxException(element, size, "1 to the " + reader.remaining() / 8 + " bytes left", "B.2");
        }
        return (int) size;
    }

    private static void append(Obu obu, int length, BitWriter out) {
        if (obu.byteLength() != length) {
            throw new SyntaxException("obu_length", length, obu.byteLength() + " as obu_size says", "B.3");
        }
        ObuHeader h = obu.header();
        new ObuHeader(h.type(), h.extensionFlag(), true, h.temporalId(), h.spatialId()).write(out);
        out.leb128(obu.payloadLength());
        out.bytes(obu.data(), obu.payloadOffset(), obu.payloadLength());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
