// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** An input stream that knows its position and says it when the data end. */
final class CountedInput implements Closeable {
    /** More than any level allows for one frame; protects from sizes in garbage. */
    static final int MAX_UNIT_BYTES = 1 << 29;

    private static final int CHUNK = 1 << 20;

    private final InputStream in;
    private long position;

    CountedInput(InputStream in) {
        this.in = in;
    }

    long position() {
        return position;
    }

    /** Returns the next byte or -1 at the end. */
    int read() throws IOException {
        int value = in.read();
        if (value >= 0) {
            position++;
        }
        return value;
    }

    int required(String what) throws IOException {
        int value = read();
        if (value < 0) {
            throw new EOFException("file ends within " + what + " at byte " + position);
        }
        return value;
    }

    /** Reads in pieces, so that a false size at the end of a short file does not allocate it all. */
    byte[] bytes(long length, String what) throws IOException {
        if (length > MAX_UNIT_BYTES) {
            throw new IOException(what + " at byte " + position + " claims " + length + " bytes, more than the "
                    + MAX_UNIT_BYTES + " that are believable");
        }
        byte[] data = new byte[(int) Math.min(length, CHUNK)];
        int have = 0;
        while (true) {
            int count = in.readNBytes(data, have, data.length - have);
            have += count;
            position += count;
            if (have < data.length) {
                throw new EOFException("file ends within " + what + " at byte " + position + ": " + (length - have)
                        + " bytes missing");
            }
            if (have == length) {
                return data;
            }
            data = java.util.Arrays.copyOf(data, (int) Math.min(length, data.length * 2L));
        }
    }

    long leb128(String what) throws IOException {
        long start = position;
        long value = 0;
        for (int i = 0; i < 8; i++) {
            int octet = required(what);
            value |= (octet & 0x7FL) << (7 * i);
            if ((octet & 0x80) == 0) {
                return value;
            }
        }
        throw new IOException(what + " at byte " + start + " has more than 8 bytes");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
