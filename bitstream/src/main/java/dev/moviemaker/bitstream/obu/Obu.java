// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import dev.moviemaker.bitstream.bits.BitReader;
import dev.moviemaker.bitstream.bits.SyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One OBU (AV1 specification, 5.3.1) as a view on a byte array that is not copied: it must not be changed while the
 * view is in use.
 *
 * @param header the header
 * @param data the array
 * @param offset index of the OBU's first byte, its header
 * @param payloadOffset index of the byte after header and size
 * @param payloadLength {@code obu_size}: number of bytes after header and size, trailing bits included
 */
@SuppressWarnings("ArrayRecordComponent") // a view: identity of the array is meant
public record Obu(ObuHeader header, byte[] data, int offset, int payloadOffset, int payloadLength) {
    /**
     * Most OBUs that a temporal unit is taken for: the largest level has 128 tiles (Annex A.3), each perhaps in a group
     * of its own. Anything larger is not video, and would take memory.
     */
    public static final int MAX_IN_UNIT = 1 << 16;

    /** Returns the type. */
    public ObuType type() {
        return header.type();
    }

    /** Returns the number of bytes with header and size. */
    public int byteLength() {
        return payloadOffset + payloadLength - offset;
    }

    /** Returns a reader of the payload. */
    public BitReader payloadReader() {
        return new BitReader(data, payloadOffset, payloadLength);
    }

    /** Returns a copy of the payload. */
    public byte[] payload() {
        return Arrays.copyOfRange(data, payloadOffset, payloadOffset + payloadLength);
    }

    /** Returns a copy of the whole OBU. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(data, offset, offset + byteLength());
    }

    /** Returns the OBUs in all of {@code data}. */
    public static List<Obu> split(byte[] data) {
        return split(data, 0, data.length);
    }

    /**
     * Returns the OBUs in {@code length} bytes from {@code offset}: a low-overhead bitstream (5.2), or a sample of a
     * container, where the last OBU may lack its size.
     *
     * @throws SyntaxException when an OBU reaches beyond the end
     */
    public static List<Obu> split(byte[] data, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, data.length);
        List<Obu> obus = new ArrayList<>();
        int end = offset + length;
        int position = offset;
        while (position < end) {
            Obu obu = at(data, position, end - position);
            if (obus.size() == MAX_IN_UNIT) {
                throw new SyntaxException("OBUs in a temporal unit", obus.size() + 1L, "at most " + MAX_IN_UNIT, "7.5");
            }
            obus.add(obu);
            position += obu.byteLength();
        }
        return obus;
    }

    /**
     * Returns the OBU at {@code offset} of {@code data}; without size field it takes all of {@code available} bytes.
     *
     * @throws SyntaxException when it is longer than {@code available}
     */
    public static Obu at(byte[] data, int offset, int available) {
        BitReader reader = new BitReader(data, offset, available);
        ObuHeader header = ObuHeader.read(reader);
        long size = header.hasSizeField() ? reader.leb128("obu_size") : available - header.byteLength();
        int payloadOffset = reader.byteOffset();
        int left = offset + available - payloadOffset;
        if (size > left) {
            throw new SyntaxException("obu_size", size, "at most the " + left + " bytes that are left", "5.3.1");
        }
        return new Obu(header, data, offset, payloadOffset, (int) size);
    }
}
