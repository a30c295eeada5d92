// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.OptionalLong;

/**
 * Bytes of a stream or a file, single ones and many. Those of a file's channel go to native memory without passing the
 * heap. For one thread.
 */
abstract class ByteSource implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    /** From a stream, which is closed with it. */
    static ByteSource of(InputStream in) {
        return new ByteSource() {
            private final byte[] chunk = new byte[CHUNK];

            @Override
            int fill(ByteBuffer target) throws IOException {
                int count = in.read(chunk, 0, Math.min(CHUNK, target.remaining()));
                if (count > 0) {
                    target.put(chunk, 0, count);
                }
                return count;
            }

            @Override
            public void close() {
                Streams.closeQuietly(in);
            }
        };
    }

    /** From a channel, which is closed with it. */
    static ByteSource of(ReadableByteChannel channel) {
        return new ByteSource() {
            @Override
            OptionalLong size() {
                try {
                    return channel instanceof SeekableByteChannel file
                            ? OptionalLong.of(file.size())
                            : OptionalLong.empty();
                } catch (IOException e) {
                    return OptionalLong.empty();
                }
            }

            @Override
            void move(long position) throws IOException {
                ((SeekableByteChannel) channel).position(position);
            }

            @Override
            int fill(ByteBuffer target) throws IOException {
                return channel.read(target);
            }

            @Override
            public void close() {
                Streams.closeQuietly(channel);
            }
        };
    }

    /** What was read ahead of single bytes. */
    private final ByteBuffer ahead = ByteBuffer.allocateDirect(256).flip();

    /** Bytes in all, where {@link #position} works. */
    OptionalLong size() {
        return OptionalLong.empty();
    }

    /** Moves what {@link #fill} reads next; only where {@link #size} is known. */
    void move(long position) throws IOException {
        throw new IOException("a stream cannot be moved in");
    }

    /** Reads on at a byte, counted from 0; only where {@link #size} is known. */
    final void position(long position) throws IOException {
        ahead.clear().flip();
        move(position);
    }

    /** Reads some bytes, at least one if there is room; negative at the end. */
    abstract int fill(ByteBuffer target) throws IOException;

    @Override
    public abstract void close();

    /** The next byte, negative at the end. */
    int read() throws IOException {
        if (!ahead.hasRemaining()) {
            ahead.clear();
            int count = fill(ahead);
            ahead.flip();
            if (count < 0) {
                return -1;
            }
        }
        return ahead.get() & 0xFF;
    }

    /** Reads at most as many bytes as there is room; negative at the end. */
    int read(ByteBuffer target) throws IOException {
        if (!ahead.hasRemaining()) {
            return fill(target);
        }
        int count = Math.min(ahead.remaining(), target.remaining());
        target.put(ahead.slice(ahead.position(), count));
        ahead.position(ahead.position() + count);
        return count;
    }
}
