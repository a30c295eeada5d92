// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.container;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.bitstream.file.IvfWriter;
import dev.moviemaker.spi.ContainerWriter;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/** An IVF file being written; owns its writer, which owns the channel. */
final class IvfContainer implements ContainerWriter {
    private final WritableByteChannel channel;
    private final IvfWriter writer;
    private final List<String> warnings;
    private boolean written;

    IvfContainer(WritableByteChannel channel, IvfWriter writer, List<String> warnings) {
        this.channel = channel;
        this.writer = writer;
        this.warnings = List.copyOf(warnings);
    }

    @Override
    public void writeVideo(EncodedFrame packet) throws IOException {
        long end = FileEnd.of(channel);
        try {
            writer.write(packet.pts(), packet.data().asByteBuffer());
            written = true;
        } catch (IOException e) {
            FileEnd.cut(channel, end, e);
            throw e;
        }
    }

    @Override
    public void writeAudio(AudioBlock block, int track) {
        throw new UnsupportedException("An .ivf file carries no sound");
    }

    @Override
    public void finish() throws IOException {
        writer.close();
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
        FileEnd.quietly(writer);
    }
}
