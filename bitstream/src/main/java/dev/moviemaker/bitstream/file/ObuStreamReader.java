// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.file;

import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.obu.Obu;
import dev.moviemaker.bitstream.obu.ObuType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a low-overhead bitstream (AV1 specification, 5.2), the content of .obu and .av1 files: a temporal unit is
 * everything from one temporal delimiter to the next (7.5).
 */
public final class ObuStreamReader implements StreamReader {
    private final CountedInput in;
    private final ByteArrayOutputStream unit = new ByteArrayOutputStream();
    private long unitOffset;
    private int obus;

    /** Reads from {@code stream}, which the reader owns and which should be buffered. */
    public ObuStreamReader(InputStream stream) {
        in = new CountedInput(stream);
    }

    /**
     * Returns the temporal units in {@code data}.
     *
     * @throws SyntaxException when the data are cut off or not a low-overhead bitstream
     */
    public static List<byte[]> split(byte[] data) {
        List<byte[]> units = new ArrayList<>();
        try (ObuStreamReader reader = new ObuStreamReader(new ByteArrayInputStream(data))) {
            for (StreamUnit next = reader.next(); next != null; next = reader.next()) {
                units.add(next.data());
            }
        } catch (SyntaxException e) {
            throw e;
        } catch (IOException e) {
            throw SyntaxException.inStream(e);
        }
        return units;
    }

    @Override
    public @Nullable StreamUnit next() throws IOException {
        while (true) {
            long start = in.position();
            int first = in.read();
            if (first < 0) {
                return take(start);
            }
            if ((first & 0x80) != 0) {
                throw new IOException("obu_forbidden_bit is 1 at byte " + start + ": not an OBU");
            }
            if ((first & 2) == 0) {
                throw new IOException("OBU without size at byte " + start + ": not a low-overhead bitstream");
            }
            StreamUnit complete = null;
            if (ObuType.ofCode((first >> 3) & 15) == ObuType.TEMPORAL_DELIMITER) {
                complete = take(start);
            }
            if (++obus > Obu.MAX_IN_UNIT) {
                throw new IOException(
                        "temporal unit from byte " + unitOffset + " holds more than " + Obu.MAX_IN_UNIT + " OBUs");
            }
            copy(first);
            if (complete != null) {
                return complete;
            }
        }
    }

    private void copy(int first) throws IOException {
        unit.write(first);
        if ((first & 4) != 0) {
            unit.write(in.required("an OBU header"));
        }
        long size = 0;
        int octet = 0x80;
        for (int shift = 0; (octet & 0x80) != 0; shift += 7) {
            if (shift == 56) {
                throw new IOException("OBU size before byte " + in.position() + " has more than 8 bytes");
            }
            octet = in.required("an OBU size");
            unit.write(octet);
            size |= (octet & 0x7FL) << shift;
        }
        if (unit.size() + size > CountedInput.MAX_UNIT_BYTES) {
            throw new IOException("temporal unit from byte " + unitOffset + " is longer than "
                    + CountedInput.MAX_UNIT_BYTES + " bytes");
        }
        unit.write(in.bytes(size, "an OBU"));
    }

    private @Nullable StreamUnit take(long nextOffset) {
        StreamUnit taken = unit.size() == 0 ? null : new StreamUnit(unitOffset, -1, unit.toByteArray());
        unit.reset();
        obus = 0;
        unitOffset = nextOffset;
        return taken;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
