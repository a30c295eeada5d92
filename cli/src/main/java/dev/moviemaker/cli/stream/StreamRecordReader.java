// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli.stream;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream record by record: first the head, by {@link #next()}, then its payload, by {@link #read}, straight
 * into the caller's memory. Every head is checked before anything is read or allocated for it.
 */
public final class StreamRecordReader implements AutoCloseable {
    private static final int HEAD_BYTES = 16;

    /** Pictures' times end here, far from where calculations with them overflow. */
    private static final long END_OF_TIME = 1L << 40;

    private final ReadableByteChannel in;
    private final String name;
    private final StreamHeader header;
    private final ByteBuffer head = ByteBuffer.allocateDirect(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long records;
    private long pictures;
    private long slots;
    private long lastTime = -1;
    private @Nullable Item unread;
    private boolean ended;
    private Optional<String> cutShort = Optional.empty();

    /** The head of a record. */
    public sealed interface Item {
        /**
         * Size of the payload.
         *
         * @return bytes
         */
        int bytes();

        /**
         * A picture.
         *
         * @param time when it is shown, in frame durations
         */
        record Picture(int bytes, long time) implements Item {}

        /**
         * A picture that lies in shared memory; it has no payload.
         *
         * @param time when it is shown, in frame durations
         */
        record Slot(int slot, long time) implements Item {
            @Override
            public int bytes() {
                return 0;
            }
        }

        /**
         * Sound that follows the sound before it without a gap.
         *
         * @param bytes of the payload, whole sample frames, at most a second of them
         */
        record Sound(int bytes) implements Item {}
    }

    /**
     * Reads the header.
     *
     * @param in closed with the reader
     * @throws IOException if the stream does not start with a header; the channel stays open then
     */
    public StreamRecordReader(ReadableByteChannel in, String name) throws IOException {
        this.in = in;
        this.name = name;
        header = StreamHeader.parse(line(), name);
    }

    /** Returns what the stream holds. */
    public StreamHeader header() {
        return header;
    }

    /** Byte by byte: what follows the line must stay in the channel, to be read into the caller's memory. */
    private String line() throws IOException {
        ByteBuffer one = ByteBuffer.allocateDirect(1);
        byte[] line = new byte[StreamHeader.MAX_LENGTH];
        for (int length = 0; ; length++) {
            if (!fill(one.clear())) {
                throw new IOException(
                        "%s: %s".formatted(name, length == 0 ? "the input is empty" : "ends inside the header"));
            }
            byte next = one.get(0);
            if (next == '\n') {
                return new String(line, 0, length, StandardCharsets.ISO_8859_1);
            }
            if (length == line.length) {
                throw new IOException("%s: not a stream of pictures: its first line is longer than %d bytes"
                        .formatted(name, line.length));
            }
            line[length] = next;
        }
    }

    /**
     * Reads the next record's head. The payload of the one before must have been read.
     *
     * @return null at the end, after an end record or without
     * @throws IOException if the record is not allowed; the message names it, the field and what is allowed
     */
    public @Nullable Item next() throws IOException {
        if (unread != null) {
            throw new IllegalStateException("the payload of record %d was not read".formatted(records - 1));
        }
        if (ended) {
            return null;
        }
        if (!fill(head.clear())) {
            endEarly(head.position() == 0 ? "" : " inside the head of record %d".formatted(records));
            return null;
        }
        byte[] kind = new byte[4];
        head.flip().get(kind);
        long bytes = Integer.toUnsignedLong(head.getInt());
        Item record = record(new String(kind, StandardCharsets.ISO_8859_1), bytes, head.getLong());
        unread = record instanceof Item.Slot ? null : record;
        records++;
        return record;
    }

    private @Nullable Item record(String kind, long bytes, long number) throws IOException {
        return switch (kind) {
            case "PICT" -> {
                require(kind, "size", bytes, bytes == header.pictureBytes(), header.pictureBytes() + " bytes");
                takeTime(kind, number);
                yield new Item.Picture((int) bytes, number);
            }
            case "SLOT" -> {
                StreamHeader.Shared shared = header.shared().orElse(null);
                if (shared == null) {
                    throw new IOException(at(kind) + "shared memory given, none allowed: the header states none");
                }
                require(kind, "size", bytes, bytes == 0, "0 bytes");
                takeTime(kind, number);
                yield new Item.Slot((int) (slots++ % shared.slots()), number);
            }
            case "SOND" -> {
                StreamHeader.Sound sound = header.sound().orElse(null);
                if (sound == null) {
                    throw new IOException(at(kind) + "sound given, none allowed: the header states none");
                }
                long most = (long) sound.sampleRate() * sound.frameBytes();
                require(
                        kind,
                        "size",
                        bytes,
                        bytes > 0 && bytes <= most && bytes % sound.frameBytes() == 0,
                        "multiples of %d up to %d bytes (one second)".formatted(sound.frameBytes(), most));
                require(kind, "number", number, number == 0, "0");
                yield new Item.Sound((int) bytes);
            }
            case "DONE" -> {
                require(kind, "size", bytes, bytes == 0, "0 bytes");
                require(kind, "number", number, number == pictures, "%d, the pictures that came,".formatted(pictures));
                ended = true;
                yield null;
            }
            default ->
                throw new IOException(at("")
                        + "kind: %s given, PICT, SLOT, SOND or DONE allowed".formatted(StreamHeader.quoted(kind)));
        };
    }

    private void takeTime(String kind, long time) throws IOException {
        require(
                kind,
                "time",
                time,
                time > lastTime && time < END_OF_TIME,
                "%d to %d".formatted(lastTime + 1, END_OF_TIME - 1));
        lastTime = time;
        pictures++;
    }

    private void require(String kind, String field, long given, boolean holds, String allowed) throws IOException {
        if (!holds) {
            throw new IOException(at(kind) + "%s: %d given, %s allowed".formatted(field, given, allowed));
        }
    }

    private String at(String kind) {
        return "%s: record %d%s: ".formatted(name, records, kind.isEmpty() ? "" : " (" + kind + ")");
    }

    /**
     * Reads the payload of the record that {@link #next()} returned last.
     *
     * @return false if the stream ends inside it
     * @throws IOException if the stream cannot be read
     */
    public boolean read(MemorySegment target) throws IOException {
        Item record = unread;
        if (record == null || target.byteSize() != record.bytes()) {
            throw new IllegalArgumentException(
                    "%d bytes given, the payload of a record allowed: %s".formatted(target.byteSize(), record));
        }
        unread = null;
        ByteBuffer buffer = target.asByteBuffer();
        if (fill(buffer)) {
            return true;
        }
        endEarly(" inside record %d (%d of %d bytes), which is left out"
                .formatted(records - 1, buffer.position(), buffer.limit()));
        return false;
    }

    /** Returns false if the stream ends before the buffer is full. */
    private boolean fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (in.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }

    private void endEarly(String where) {
        ended = true;
        cutShort =
                Optional.of("%s: ends early%s: no end record came, the program that writes it was killed or has failed"
                        .formatted(name, where));
    }

    /**
     * After the end: whether it was one without an end record.
     *
     * @return one sentence, or empty if the stream is complete
     */
    public Optional<String> cutShort() {
        return cutShort;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException ignored) {
            // Nothing is lost by it: all that was wanted was read.
        }
    }
}
