// SPDX-License-Identifier: Apache-2.0
/**
 * Bits in and out: the reader and the writer of AV1's descriptors, immutable rows of integers, and the exception
 * for data that break the specification.
 *
 * <p>A {@link BitReader} keeps the array it was given and does not copy it; a {@link BitWriter} owns its own buffer.
 * Nothing here holds a native resource.
 *
 * <p>{@link Ints} and {@link SyntaxException} are immutable; readers and writers serve one thread at a time.
 */
@NullMarked
package dev.moviemaker.bitstream.bits;

import org.jspecify.annotations.NullMarked;
