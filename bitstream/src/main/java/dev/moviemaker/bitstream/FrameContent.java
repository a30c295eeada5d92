// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream;

import org.jspecify.annotations.Nullable;

/**
 * The content of a frame header OBU or a frame OBU (AV1 specification, 5.9.1 and 5.10).
 *
 * @param header the header
 * @param headerBits number of bits of {@code uncompressed_header()}
 * @param tileGroup the tiles of a frame OBU, or null for a frame header OBU
 */
public record FrameContent(
        UncompressedHeader header, int headerBits, @Nullable TileGroup tileGroup) implements ObuContent {}
