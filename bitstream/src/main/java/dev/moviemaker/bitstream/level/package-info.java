// SPDX-License-Identifier: Apache-2.0
/**
 * The levels of AV1 (AV1 specification, Annex A): what a level allows and the lowest one that a stream needs.
 *
 * <p>Nothing here holds a resource.
 *
 * <p>All types are immutable and may be shared between threads.
 */
@NullMarked
package dev.moviemaker.bitstream.level;

import org.jspecify.annotations.NullMarked;
