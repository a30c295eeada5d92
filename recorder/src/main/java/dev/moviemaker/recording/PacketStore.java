// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.trace.Loggers;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bytes of packets: on the heap, or in temporary files that go when nothing in them is kept any more.
 * Thread-safe.
 */
final class PacketStore {
    private static final long FILE_BYTES = 16 << 20;

    private final Optional<Path> folder;
    private @Nullable Chunk current;

    PacketStore(Optional<Path> folder) {
        this.folder = folder;
    }

    /** Bytes that are kept. Each {@link #retain} and the first owner need one {@link #release}. */
    interface Kept {
        byte[] bytes() throws IOException;

        default void retain() {}

        default void release() {}
    }

    private static final class OnHeap implements Kept {
        private final byte[] bytes;

        OnHeap(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Not copied: nobody here changes it. */
        @Override
        public byte[] bytes() {
            return bytes;
        }
    }

    /** Keeps a copy. */
    synchronized Kept keep(MemorySegment data) throws IOException {
        byte[] bytes = data.toArray(ValueLayout.JAVA_BYTE);
        if (folder.isEmpty()) {
            return new OnHeap(bytes);
        }
        Chunk chunk = current;
        if (chunk == null || chunk.size >= FILE_BYTES) {
            close();
            chunk = new Chunk(folder.get());
            current = chunk;
        }
        return chunk.append(bytes);
    }

    /** Nothing more is kept; what is stays. */
    synchronized void close() {
        if (current != null) {
            current.release();
            current = null;
        }
    }

    /** A file and how many packets in it are kept, and one more while it grows. */
    private static final class Chunk {
        private final FileChannel file;
        private long size;
        private int users = 1;

        Chunk(Path folder) throws IOException {
            Path path = Files.createTempFile(folder, "replay", ".packets");
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }

        Kept append(byte[] bytes) throws IOException {
            ByteBuffer source = ByteBuffer.wrap(bytes);
            long at = size;
            while (source.hasRemaining()) {
                size += file.write(source, size);
            }
            retain();
            return new OnDisk(this, at, bytes.length);
        }

        synchronized void retain() {
            users++;
        }

        synchronized void release() {
            if (--users == 0) {
                try {
                    file.close();
                } catch (IOException e) {
                    Loggers.RECORDING.log(System.Logger.Level.WARNING, "Cannot close a file of a replay buffer", e);
                }
            }
        }
    }

    private record OnDisk(Chunk chunk, long at, int length) implements Kept {
        @Override
        public byte[] bytes() throws IOException {
            ByteBuffer target = ByteBuffer.allocate(length);
            while (target.hasRemaining()) {
                if (chunk.file.read(target, at + target.position()) < 0) {
                    throw new EOFException("a file of the replay buffer was cut off");
                }
            }
            return target.array();
        }

        @Override
        public void retain() {
            chunk.retain();
        }

        @Override
        public void release() {
            chunk.release();
        }
    }
}
