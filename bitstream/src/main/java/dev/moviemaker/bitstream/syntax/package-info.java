// SPDX-License-Identifier: Apache-2.0
/**
 * The syntax tables of the headers (AV1 specification, 5.5 and 5.9). One walk through a table both reads and writes,
 * so that the two cannot differ. Not exported: the readers and writers in {@code dev.moviemaker.bitstream.obu} are the
 * way in.
 *
 * <p>A walk borrows its bit reader or writer for one header; nothing here holds a native resource.
 *
 * <p>A walk serves one thread at a time.
 */
@NullMarked
package dev.moviemaker.bitstream.syntax;

import org.jspecify.annotations.NullMarked;
