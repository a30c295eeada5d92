// SPDX-License-Identifier: Apache-2.0
/**
 * The sequence header (AV1 specification, 5.5) as an immutable value, with its builder.
 *
 * <p>Values own what they hold; nothing here holds a native resource.
 *
 * <p>Values may be shared between threads; a builder serves one thread at a time.
 */
@NullMarked
package dev.moviemaker.bitstream.sequence;

import org.jspecify.annotations.NullMarked;
