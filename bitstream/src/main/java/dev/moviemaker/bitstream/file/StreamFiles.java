// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.file;

import dev.moviemaker.bitstream.bits.BitReader;
import dev.moviemaker.bitstream.bits.SyntaxException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens files that hold nothing but an AV1 stream, whatever they are called: IVF, low-overhead, Annex B. */
public final class StreamFiles {
    private static final int PROBE_BYTES = 64;

    private StreamFiles() {}

    /**
     * Returns a reader for the file, which it owns.
     *
     * @throws IOException when the file cannot be read or is none of the three
     */
    public static StreamReader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return open(in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns a reader for the data, which owns {@code stream}.
     *
     * @throws IOException when the data are none of the three
     */
    public static StreamReader open(InputStream stream) throws IOException {
        BufferedInputStream in = new BufferedInputStream(stream, 1 << 16);
        in.mark(PROBE_BYTES);
        byte[] probe = in.readNBytes(PROBE_BYTES);
        in.reset();
        if (probe.length == 0) {
            throw new IOException("the file is empty");
        }
        if (probe.length >= 4 && probe[0] == 'D' && probe[1] == 'K' && probe[2] == 'I' && probe[3] == 'F') {
            return new IvfReader(in);
        }
        if (startsWithDelimiter(probe, 0) || startsWithSequenceHeader(probe)) {
            return new ObuStreamReader(in);
        }
        if (isAnnexB(probe)) {
            return new AnnexBReader(in);
        }
        throw new IOException("neither IVF nor an AV1 bitstream: it starts with neither DKIF nor a temporal delimiter");
    }

    private static boolean startsWithDelimiter(byte[] probe, int at) {
        return probe.length > at + 1 && probe[at] == 0x12 && probe[at + 1] == 0;
    }

    private static boolean startsWithSequenceHeader(byte[] probe) {
        return probe.length > 2 && probe[0] == 0x0A && probe[1] > 2;
    }

    private static boolean isAnnexB(byte[] probe) {
        try {
            BitReader reader = new BitReader(probe);
            long unit = reader.leb128("temporal_unit_size");
            long afterUnit = reader.position() / 8;
            long frame = reader.leb128("frame_unit_size");
            long afterFrame = reader.position() / 8;
            long length = reader.leb128("obu_length");
            int at = reader.byteOffset();
            boolean bare = length == 1 && at < probe.length && probe[at] == 0x10;
            boolean sized = length == 2 && startsWithDelimiter(probe, at);
            return frame + afterFrame - afterUnit <= unit && length < frame && (bare || sized);
        } catch (SyntaxException e) {
            return false;
        }
    }
}
