// SPDX-License-Identifier: Apache-2.0
/**
 * The frame header (AV1 specification, 5.9) as immutable values: one record for each group of syntax elements.
 *
 * <p>Values own what they hold; nothing here holds a native resource.
 *
 * <p>Values may be shared between threads; a builder serves one thread at a time.
 */
@NullMarked
package dev.moviemaker.bitstream.frame;

import org.jspecify.annotations.NullMarked;
