// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Writes an IVF file of any length. The number of frames is put into the header at the end where the channel can seek,
 * and stays 0 where it cannot. One thread at a time.
 */
public final class IvfWriter implements Closeable {
    private static final int FRAME_COUNT_POSITION = 24;

    private final WritableByteChannel channel;
    private final ByteBuffer fields = ByteBuffer.allocate(IvfHeader.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final long start;
    private long frames;
    private boolean closed;

    /**
     * Writes the header. The writer owns the channel from here on.
     *
     * @throws IllegalArgumentException when a field of the header does not fit
     */
    public IvfWriter(WritableByteChannel channel, IvfHeader header) throws IOException {
        this.channel = channel;
        start = channel instanceof SeekableByteChannel seekable ? seekable.position() : 0;
        byte[] fourcc = header.fourcc().getBytes(StandardCharsets.ISO_8859_1);
        check("fourcc length", fourcc.length, 4, 4);
        check("width", header.width(), 0, 65535);
        check("height", header.height(), 0, 65535);
        check("timebaseDenominator", header.timebaseDenominator(), 1, 0xFFFFFFFFL);
        check("timebaseNumerator", header.timebaseNumerator(), 1, 0xFFFFFFFFL);
        fields.putInt(0x46494B44)
                .putShort((short) 0)
                .putShort((short) IvfHeader.BYTES)
                .put(fourcc);
        fields.putShort((short) header.width()).putShort((short) header.height());
        fields.putInt((int) header.timebaseDenominator()).putInt((int) header.timebaseNumerator());
        fields.putInt((int) header.frameCount()).putInt(0);
        writeAll(fields.flip());
    }

    /**
     * Writes one temporal unit.
     *
     * @param timestamp presentation time in the header's time base
     * @param data all remaining bytes are written
     */
    public void write(long timestamp, ByteBuffer data) throws IOException {
        fields.clear();
        fields.putInt(data.remaining()).putLong(timestamp);
        writeAll(fields.flip());
        writeAll(data);
        frames++;
    }

    /** Puts the number of frames into the header, where possible, and closes the channel. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (channel) {
            if (channel instanceof SeekableByteChannel seekable) {
                long end = seekable.position();
                fields.clear();
                fields.putInt((int) Math.min(frames, 0xFFFFFFFFL));
                seekable.position(start + FRAME_COUNT_POSITION);
                writeAll(fields.flip());
                seekable.position(end);
            }
        }
    }

    private void writeAll(ByteBuffer data) throws IOException {
        while (data.hasRemaining()) {
            channel.write(data);
        }
    }

    private static void check(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(field + " is " + value + ", allowed: " + min + " to " + max);
        }
    }
}
