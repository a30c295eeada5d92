// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import dev.moviemaker.bitstream.frame.UncompressedHeader;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.tile.TileGroup;
import org.jspecify.annotations.Nullable;

/** What an OBU contains, as far as this library parses it. */
public sealed interface ObuContent
        permits ObuContent.Sequence,
                ObuContent.Frame,
                ObuContent.Tiles,
                Metadata,
                ObuContent.Opaque,
                ObuContent.Malformed {
    /**
     * The content of a sequence header OBU (AV1 specification, 5.5).
     *
     * @param header the header
     */
    record Sequence(SequenceHeader header) implements ObuContent {}

    /**
     * The content of a frame header OBU or a frame OBU (AV1 specification, 5.9.1 and 5.10).
     *
     * @param header the header
     * @param headerBits the length of {@code uncompressed_header()} in bits
     * @param tileGroup the tiles of a frame OBU, or null for a frame header OBU
     */
    record Frame(
            UncompressedHeader header,
            int headerBits,
            @Nullable TileGroup tileGroup) implements ObuContent {}

    /**
     * The content of a tile group OBU (AV1 specification, 5.11).
     *
     * @param tileGroup the tiles
     */
    record Tiles(TileGroup tileGroup) implements ObuContent {}

    /** Nothing to parse: a temporal delimiter, padding, a tile list, a reserved type, or a repeated frame header. */
    record Opaque() implements ObuContent {}

    /**
     * An OBU that cannot be parsed.
     *
     * @param message the reason
     */
    record Malformed(String message) implements ObuContent {}
}
