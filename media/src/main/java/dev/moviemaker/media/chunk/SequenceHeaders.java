// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.chunk;

import dev.moviemaker.bitstream.file.IvfReader;
import dev.moviemaker.bitstream.file.StreamUnit;
import dev.moviemaker.bitstream.obu.Obu;
import dev.moviemaker.bitstream.obu.ObuType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Sequence headers in temporal units. */
final class SequenceHeaders {
    private SequenceHeaders() {}

    /** The OBU in a unit; SVT-AV1 writes one in front of every key frame, and nowhere else. */
    static Optional<byte[]> in(byte[] unit) {
        return Obu.split(unit).stream()
                .filter(obu -> obu.type() == ObuType.SEQUENCE_HEADER)
                .findFirst()
                .map(Obu::toByteArray);
    }

    /** The one that all chunks begin with. */
    static byte[] common(List<CodedChunk> chunks) throws IOException {
        byte[] first = null;
        for (CodedChunk chunk : chunks) {
            if (chunk.frames() > 0) {
                byte[] own = first(chunk);
                if (first != null && !Arrays.equals(first, own)) {
                    throw new IOException(
                            "%s: its sequence header differs from that of the chunks before".formatted(chunk.file()));
                }
                first = own;
            }
        }
        if (first == null) {
            throw new IOException("there are no pictures in the chunks");
        }
        return first;
    }

    private static byte[] first(CodedChunk chunk) throws IOException {
        try (IvfReader reader = new IvfReader(new BufferedInputStream(Files.newInputStream(chunk.file())))) {
            StreamUnit unit = reader.next();
            return Optional.ofNullable(unit)
                    .flatMap(found -> in(found.data()))
                    .orElseThrow(() -> new IOException("%s: does not begin with a key frame".formatted(chunk.file())));
        }
    }
}
