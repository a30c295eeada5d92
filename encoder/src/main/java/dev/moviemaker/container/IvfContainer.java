package dev.moviemaker.container;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.bitstream.IvfWriter;
import dev.moviemaker.spi.ContainerWriter;
import java.io.IOException;
import java.util.List;

/** An IVF file being written; owns its writer. */
final class IvfContainer implements ContainerWriter {
    private final IvfWriter writer;
    private final List<String> warnings;

    IvfContainer(IvfWriter writer, List<String> warnings) {
        this.writer = writer;
        this.warnings = List.copyOf(warnings);
    }

    @Override
    public void writeVideo(EncodedFrame packet) throws IOException {
        writer.write(packet.pts(), packet.data().asByteBuffer());
    }

    @Override
    public void writeAudio(AudioBlock block) {
        throw new UnsupportedException("An .ivf file carries no sound");
    }

    @Override
    public void finish() throws IOException {
        writer.close();
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public void close() {
        Closing.quietly(writer);
    }
}
