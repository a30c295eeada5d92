// SPDX-License-Identifier: Apache-2.0
/**
 * Reads movies, numbered pictures and raw streams: the pictures and sound to be recorded.
 *
 * <p>Lifetimes: a reader owns what it opened until it is closed. A frame is valid until the next one is read.
 *
 * <p>Threading: a reader serves one thread at a time.
 */
@NullMarked
package dev.moviemaker.media.input;

import org.jspecify.annotations.NullMarked;
