// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.chunk;

import dev.moviemaker.EncoderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;

/**
 * Codes a chunk with its share of bits. Rate control needs longer than a chunk to hit its mark, so what it missed by is
 * asked of it the next time; the best of all tries is kept. What comes out depends on the chunk and its share only.
 */
public final class ShareCoding {
    private static final int TRIES = 6;
    private static final double NEAR = 0.02;

    /** Asked for at least and at most, times the share. */
    private static final double LEAST = 0.25;

    private static final double MOST = 4;

    private ShareCoding() {}

    /** Opens the movie anew for another try. */
    public interface Opener {
        /** Opens it; the caller closes it. */
        ChunkedMovie open() throws IOException;
    }

    /**
     * Codes it.
     *
     * @param opener opens the movie
     * @param coding makes what codes with some settings
     * @param bits that it should take
     * @param seconds that it lasts
     * @param file where its packets go; must not exist
     * @return empty if it was told to stop
     */
    public static Optional<CodedChunk> code(
            Opener opener,
            Function<EncoderSettings, ChunkCoding> coding,
            Span span,
            long bits,
            double seconds,
            Path file)
            throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".part");
        CodedChunk best = null;
        double asked = bits;
        try {
            for (int i = 0; i < TRIES && (best == null || miss(best, bits) > NEAR); i++) {
                Optional<CodedChunk> coded;
                try (ChunkedMovie movie = opener.open()) {
                    EncoderSettings settings = settings(movie.settings(), Math.round(asked / seconds));
                    coded = coding.apply(settings).code(movie, span, best == null ? file : next);
                }
                if (coded.isEmpty()) {
                    return coded;
                }
                CodedChunk now = coded.get();
                asked = Math.clamp(asked * bits / Math.max(1, now.packetBytes() * 8), bits * LEAST, bits * MOST);
                if (best != null && miss(now, bits) < miss(best, bits)) {
                    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
                    best = new CodedChunk(file, now.frames(), now.packetBytes(), now.sha256(), now.end(), now.notes());
                } else if (best == null) {
                    best = now;
                }
                Files.deleteIfExists(next);
            }
        } finally {
            Files.deleteIfExists(next);
        }
        return Optional.ofNullable(best);
    }

    private static double miss(CodedChunk chunk, long bits) {
        return Math.abs(chunk.packetBytes() * 8.0 / bits - 1);
    }

    private static EncoderSettings settings(EncoderSettings settings, long bitrate) {
        return settings.toBuilder()
                .bitrate(Math.max(1000, bitrate))
                .maxBitrate(Math.max(settings.maxBitrate(), bitrate))
                .build();
    }
}
