// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A channel of the program as a container sees it: takes all bytes at once, is not closed with it, counts, and is not
 * closed by an interrupt of the thread that happens to write.
 */
class ProgramChannel implements WritableByteChannel {
    /** How long a channel that does not block and has no room is left alone. */
    private static final long NO_ROOM_NANOS = 1_000_000;

    private final WritableByteChannel channel;
    private final AtomicLong written = new AtomicLong();

    private ProgramChannel(WritableByteChannel channel) {
        this.channel = channel;
    }

    static ProgramChannel of(WritableByteChannel channel) throws IOException {
        return channel instanceof SeekableByteChannel seekable ? new Seekable(seekable) : new ProgramChannel(channel);
    }

    static ProgramChannel of(OutputStream stream) {
        return new ProgramChannel(new StreamChannel(stream));
    }

    /** Bytes that the program's channel has taken. */
    long written() {
        return written.get();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int bytes = source.remaining();
        boolean interrupted = Thread.interrupted();
        try {
            while (source.hasRemaining()) {
                int count = channel.write(source);
                written.addAndGet(count);
                if (count == 0) {
                    LockSupport.parkNanos(NO_ROOM_NANOS);
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return bytes;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        // It is the program's.
    }

    /** Counts from where the program's channel was. */
    private static final class Seekable extends ProgramChannel implements SeekableByteChannel {
        private final SeekableByteChannel seekable;
        private final long start;

        Seekable(SeekableByteChannel seekable) throws IOException {
            super(seekable);
            this.seekable = seekable;
            start = seekable.position();
        }

        /** Also throws NonReadableChannelException where the program's channel is only for writing. */
        @Override
        public int read(ByteBuffer target) throws IOException {
            return ((ReadableByteChannel) seekable).read(target);
        }

        @Override
        public long position() throws IOException {
            return seekable.position() - start;
        }

        @Override
        public Seekable position(long position) throws IOException {
            seekable.position(start + position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return Math.max(0, seekable.size() - start);
        }

        @Override
        public Seekable truncate(long size) throws IOException {
            seekable.truncate(start + size);
            return this;
        }
    }

    /** Unlike {@code Channels.newChannel} nothing is kept back. */
    private record StreamChannel(OutputStream stream) implements WritableByteChannel {
        private static final int CHUNK = 1 << 16;

        @Override
        public int write(ByteBuffer source) throws IOException {
            int bytes = source.remaining();
            byte[] chunk = new byte[Math.min(CHUNK, bytes)];
            while (source.hasRemaining()) {
                int count = Math.min(chunk.length, source.remaining());
                source.get(chunk, 0, count);
                stream.write(chunk, 0, count);
            }
            stream.flush();
            return bytes;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // It is the program's.
        }
    }
}
