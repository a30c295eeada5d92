// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.bitstream.file.StreamFiles;
import dev.moviemaker.bitstream.file.StreamReader;
import dev.moviemaker.bitstream.file.StreamUnit;
import dev.moviemaker.media.input.Av1PacketReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens a file's AV1 stream as temporal units. */
final class UnitSource {
    private static final int PROBE_BYTES = 12;
    private static final int EBML = 0x1A45DFA3;

    private UnitSource() {}

    static StreamReader open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a folder");
        }
        return isContainer(file) ? new ContainerUnits(Av1PacketReader.open(file)) : StreamFiles.open(file);
    }

    /** MP4 starts with a box (its type comes after its size), Matroska with an EBML header. */
    private static boolean isContainer(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] probe = in.readNBytes(PROBE_BYTES);
            if (probe.length < PROBE_BYTES) {
                return false;
            }
            String box = new String(probe, 4, 4, StandardCharsets.ISO_8859_1);
            return java.nio.ByteBuffer.wrap(probe).getInt() == EBML || box.equals("ftyp") || box.equals("moov");
        }
    }

    /** The samples of a container as units; a sample has no place in the file that would mean anything to a person. */
    private static final class ContainerUnits implements StreamReader {
        private final Av1PacketReader packets;
        private long offset;

        ContainerUnits(Av1PacketReader packets) {
            this.packets = packets;
        }

        @Override
        public @Nullable StreamUnit next() throws IOException {
            Av1PacketReader.CodedPicture picture = packets.next().orElse(null);
            if (picture == null) {
                return null;
            }
            byte[] data = picture.temporalUnit().toArray(ValueLayout.JAVA_BYTE);
            StreamUnit unit = new StreamUnit(offset, picture.pts(), data);
            offset += data.length;
            return unit;
        }

        @Override
        public void close() {
            packets.close();
        }
    }
}
