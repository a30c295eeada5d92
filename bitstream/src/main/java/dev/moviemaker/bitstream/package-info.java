// SPDX-License-Identifier: Apache-2.0
/**
 * AV1 bitstream syntax: OBUs, headers, temporal units and the files that hold nothing else.
 *
 * <p>Records are values; readers and writers keep no reference to the arrays given to them beyond what they say. Nothing
 * here owns a native resource.
 *
 * <p>Values are safe for any thread; builders, readers and writers serve one thread at a time.
 */
@NullMarked
package dev.moviemaker.bitstream;

import org.jspecify.annotations.NullMarked;
