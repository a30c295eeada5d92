// SPDX-License-Identifier: Apache-2.0
/**
 * OBUs and what is in them (AV1 specification, 5.3 to 5.8): splitting and writing OBUs, reading and writing headers,
 * metadata, whole temporal units, and the configuration record that containers store.
 *
 * <p>An {@link Obu} points into the array of its temporal unit and does not copy it. Nothing here holds a native
 * resource.
 *
 * <p>Values may be shared between threads; a {@link StreamParser} serves one stream and one thread at a time.
 */
@NullMarked
package dev.moviemaker.bitstream.obu;

import org.jspecify.annotations.NullMarked;
