// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.chunk;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.svt.Chunk;
import dev.moviemaker.media.svt.SvtChunks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Codes chunks on this machine.
 *
 * @param settings of the chunk, for files
 * @param cores of this machine
 * @param workers chunks that are coded at the same time; what comes out does not depend on it
 * @param stop asked before each picture: whether to give up
 * @param coded run for each picture that is handed to the encoder
 */
public record ChunkCoding(EncoderSettings settings, int cores, int workers, BooleanSupplier stop, Runnable coded) {

    /**
     * Codes a chunk.
     *
     * @param movie opened with the settings, or all but the bitrate of them; stays open
     * @param span not before the one that was coded of the movie last
     * @param file where its packets go; must not exist
     * @return empty if it was told to stop; the file is then not complete
     * @throws IOException if the input cannot be read or the file not be written
     * @throws dev.moviemaker.Av1EncoderException if the encoder fails
     */
    public Optional<CodedChunk> code(ChunkedMovie movie, Span span, Path file) throws IOException {
        movie.seek(span.from());
        try (PacketFile packets = PacketFile.create(file, settings);
                Chunk chunk = SvtChunks.open(settings, cores, workers, packets)) {
            long end = span.from();
            for (MovieInput.Item.Picture picture = movie.next(span); picture != null; picture = movie.next(span)) {
                if (stop.getAsBoolean()) {
                    return Optional.empty();
                }
                long pts = picture.frame().pts();
                chunk.submit(picture.frame(), pts, picture.duration());
                end = pts + picture.duration();
                coded.run();
            }
            if (end > span.from()) {
                chunk.finish();
                end = Math.max(end, Math.min(span.to(), movie.position()));
            }
            return Optional.of(packets.finish(end, movie.input().notes()));
        }
    }
}
