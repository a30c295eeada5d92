// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.file;

import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.obu.Obu;
import dev.moviemaker.bitstream.obu.ObuHeader;
import dev.moviemaker.bitstream.obu.ObuType;
import dev.moviemaker.bitstream.obu.ObuWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * Writes a low-overhead bitstream (AV1 specification, 5.2) for .obu and .av1 files of any length: every temporal unit
 * starts with a delimiter and every OBU has its size. One thread at a time.
 */
public final class ObuStreamWriter implements Closeable {
    private final WritableByteChannel channel;
    private final BitWriter unit = new BitWriter(1 << 16);

    /** Writes to {@code channel}, which the writer owns from here on. */
    public ObuStreamWriter(WritableByteChannel channel) {
        this.channel = channel;
    }

    /**
     * Writes one temporal unit. A missing delimiter or size is added, delimiters after the first OBU are left out.
     *
     * @throws SyntaxException when the data are not OBUs
     */
    public void write(byte[] data) throws IOException {
        List<Obu> obus = Obu.split(data);
        unit.reset();
        new ObuWriter(unit).temporalDelimiter();
        for (Obu obu : obus) {
            if (obu.type() == ObuType.TEMPORAL_DELIMITER) {
                continue;
            }
            if (obu.header().hasSizeField()) {
                unit.bytes(data, obu.offset(), obu.byteLength());
            } else {
                ObuHeader h = obu.header();
                new ObuHeader(h.type(), h.extensionFlag(), true, h.temporalId(), h.spatialId()).write(unit);
                unit.leb128(obu.payloadLength());
                unit.bytes(data, obu.payloadOffset(), obu.payloadLength());
            }
        }
        ByteBuffer bytes = ByteBuffer.wrap(unit.buffer(), 0, unit.byteLength());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
