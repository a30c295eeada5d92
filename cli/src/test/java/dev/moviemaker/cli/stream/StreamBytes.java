// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes streams as docs/stream.md says, and anything else. */
public final class StreamBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long pictures;

    public StreamBytes(String header) {
        out.writeBytes((header + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    public static StreamBytes of(String fields) {
        return new StreamBytes("MOVIEMAKER-STREAM 1 " + fields);
    }

    public StreamBytes picture(long time, byte... pixels) {
        pictures++;
        return record("PICT", pixels.length, time, pixels);
    }

    /** Samples of 16 bits. */
    public StreamBytes sound(short... samples) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return record("SOND", bytes.capacity(), 0, bytes.array());
    }

    public StreamBytes done() {
        return record("DONE", 0, pictures);
    }

    public StreamBytes record(String kind, int size, long number, byte... payload) {
        ByteBuffer head = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        head.put(kind.getBytes(StandardCharsets.ISO_8859_1)).putInt(size).putLong(number);
        out.writeBytes(head.array());
        out.writeBytes(payload);
        return this;
    }

    public byte[] bytes() {
        return out.toByteArray();
    }
}
