// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.container;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.spi.ContainerWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * A bare stream being written; owns its channel. A packet is a temporal unit as the file has it, so it goes there as it
 * is.
 */
final class ObuContainer implements ContainerWriter {
    private final WritableByteChannel channel;
    private final List<String> warnings;
    private boolean written;

    ObuContainer(WritableByteChannel channel, List<String> warnings) {
        this.channel = channel;
        this.warnings = List.copyOf(warnings);
    }

    @Override
    public void writeVideo(EncodedFrame packet) throws IOException {
        ByteBuffer bytes = packet.data().asByteBuffer();
        long end = FileEnd.of(channel);
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            written = true;
        } catch (IOException e) {
            FileEnd.cut(channel, end, e);
            throw e;
        }
    }

    @Override
    public void writeAudio(AudioBlock block, int track) {
        throw new UnsupportedException("A bare AV1 stream carries no sound");
    }

    @Override
    public void finish() throws IOException {
        channel.close();
    }

    @Override
    public boolean playable() {
        return written;
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public void close() {
        FileEnd.quietly(channel);
    }
}
