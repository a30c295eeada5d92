// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.chunk;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.bitstream.file.IvfHeader;
import dev.moviemaker.bitstream.file.IvfWriter;
import dev.moviemaker.spi.PacketSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes the packets of a chunk and their digest. Packets come from the encoder's thread, the rest from another. */
final class PacketFile implements PacketSink, AutoCloseable {
    private final Path file;
    private final Digest digest = new Digest();
    private final IvfWriter writer;
    private long frames;
    private long bytes;

    private PacketFile(Path file, IvfWriter writer) {
        this.file = file;
        this.writer = writer;
    }

    static PacketFile create(Path file, EncoderSettings settings) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        IvfHeader header = IvfHeader.av1(
                settings.width(),
                settings.height(),
                settings.timeBase().denominator(),
                settings.timeBase().numerator());
        return new PacketFile(file, new IvfWriter(new Plain(channel), header));
    }

    @Override
    public synchronized void accept(EncodedFrame packet) throws IOException {
        ByteBuffer data = packet.data().asByteBuffer();
        bytes += data.remaining();
        frames++;
        writer.write(packet.pts(), data);
    }

    /** Completes the file. */
    synchronized CodedChunk finish(long end, List<String> notes) throws IOException {
        writer.close();
        return new CodedChunk(file, frames, bytes, digest.ofFile(file), end, notes);
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }

    /** A channel that cannot seek, so that the file is written from front to back, and is on the disk when closed. */
    private record Plain(FileChannel channel) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer source) throws IOException {
            return channel.write(source);
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            if (channel.isOpen()) {
                channel.force(true);
                channel.close();
            }
        }
    }
}
