// SPDX-License-Identifier: Apache-2.0
/**
 * From the pixels of a frame to the planes of an encoder.
 *
 * <p>Lifetimes: converters keep row buffers on the heap and write to memory that the caller owns.
 *
 * <p>Threading: a converter is used by one thread at a time.
 */
@NullMarked
package dev.moviemaker.media.convert;

import org.jspecify.annotations.NullMarked;
