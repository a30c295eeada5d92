// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.container;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/**
 * A file being written that no interrupt closes, as one does a {@code FileChannel}: a program's thread may be
 * interrupted while it finishes a movie. For one thread at a time.
 */
final class MovieFile implements SeekableByteChannel {
    private static final int BUFFER = 1 << 16;

    private final RandomAccessFile file;
    private final byte[] buffer = new byte[BUFFER];
    private boolean open = true;

    /** Opens a file of the default file system, and creates it if there is none. */
    MovieFile(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int bytes = source.remaining();
        while (source.hasRemaining()) {
            int count = Math.min(source.remaining(), BUFFER);
            source.get(buffer, 0, count);
            file.write(buffer, 0, count);
        }
        return bytes;
    }

    @Override
    public int read(ByteBuffer target) {
        throw new NonReadableChannelException();
    }

    @Override
    public long position() throws IOException {
        return file.getFilePointer();
    }

    @Override
    public MovieFile position(long position) throws IOException {
        file.seek(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.length();
    }

    @Override
    public MovieFile truncate(long size) throws IOException {
        if (size < file.length()) {
            file.setLength(size);
        }
        if (file.getFilePointer() > size) {
            file.seek(size);
        }
        return this;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        file.close();
    }
}
