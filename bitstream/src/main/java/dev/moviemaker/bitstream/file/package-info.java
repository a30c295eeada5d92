// SPDX-License-Identifier: Apache-2.0
/**
 * Files that hold nothing but AV1: IVF, the low-overhead format (AV1 specification, 5) and the length-delimited one
 * (Annex B).
 *
 * <p>A reader or writer owns the stream it was given and closes it when it is closed itself. Nothing here holds a
 * native resource.
 *
 * <p>Readers and writers serve one thread at a time.
 */
@NullMarked
package dev.moviemaker.bitstream.file;

import org.jspecify.annotations.NullMarked;
