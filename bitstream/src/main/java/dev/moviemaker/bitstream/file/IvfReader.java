// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads an IVF file: each frame is one temporal unit. */
public final class IvfReader implements StreamReader {
    private final CountedInput in;
    private final IvfHeader header;

    /**
     * Reads the header. The reader owns the stream, which should be buffered.
     *
     * @throws IOException when the data do not start with an IVF header
     */
    public IvfReader(InputStream stream) throws IOException {
        in = new CountedInput(stream);
        ByteBuffer b =
                ByteBuffer.wrap(in.bytes(IvfHeader.BYTES, "the IVF header")).order(ByteOrder.LITTLE_ENDIAN);
        if (b.getInt(0) != 0x46494B44) {
            throw new IOException("not an IVF file: it does not start with DKIF");
        }
        int length = Short.toUnsignedInt(b.getShort(6));
        if (length < IvfHeader.BYTES) {
            throw new IOException("IVF header length at byte 6 is " + length + ", allowed: 32 and more");
        }
        in.bytes(length - IvfHeader.BYTES, "the IVF header");
        header = new IvfHeader(
                new String(b.array(), 8, 4, StandardCharsets.ISO_8859_1),
                Short.toUnsignedInt(b.getShort(12)),
                Short.toUnsignedInt(b.getShort(14)),
                Integer.toUnsignedLong(b.getInt(16)),
                Integer.toUnsignedLong(b.getInt(20)),
                Integer.toUnsignedLong(b.getInt(24)));
    }

    /** Returns the file's header. */
    public IvfHeader header() {
        return header;
    }

    @Override
    public @Nullable StreamUnit next() throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        byte[] rest = in.bytes(11, "an IVF frame header");
        ByteBuffer b = ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN);
        long size = first | ((rest[0] & 0xFFL) << 8) | ((rest[1] & 0xFFL) << 16) | ((rest[2] & 0xFFL) << 24);
        long timestamp = b.getLong(3);
        long offset = in.position();
        return new StreamUnit(offset, timestamp, in.bytes(size, "an IVF frame"));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
