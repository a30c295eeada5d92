// SPDX-License-Identifier: Apache-2.0
/**
 * What the header of a frame needs from earlier frames: the eight reference slots (AV1 specification, 7.20) and the
 * order in which their frames are shown (7.8).
 *
 * <p>A {@link ReferenceState} keeps the headers of the frames in its slots; nothing here holds a native resource.
 *
 * <p>All types are immutable and may be shared between threads.
 */
@NullMarked
package dev.moviemaker.bitstream.reference;

import org.jspecify.annotations.NullMarked;
