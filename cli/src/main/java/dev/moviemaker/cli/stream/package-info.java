// SPDX-License-Identifier: Apache-2.0
/**
 * The stream of {@code av1 record-stream} (docs/stream.md): pictures and sound of another program through one pipe.
 *
 * <p>Lifetimes: a reader owns its channel, the caller the memory that records are read into.
 *
 * <p>Threading: a reader is used by one thread at a time.
 */
@NullMarked
package dev.moviemaker.cli.stream;

import org.jspecify.annotations.NullMarked;
