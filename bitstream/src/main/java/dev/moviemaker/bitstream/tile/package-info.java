// SPDX-License-Identifier: Apache-2.0
/**
 * How a frame is divided into tiles, and the coded tiles of a tile group (AV1 specification, 5.9.15 and 5.11).
 *
 * <p>A {@link TileGroup} points into the array it was read from; nothing here holds a native resource.
 *
 * <p>All types are immutable and may be shared between threads.
 */
@NullMarked
package dev.moviemaker.bitstream.tile;

import org.jspecify.annotations.NullMarked;
