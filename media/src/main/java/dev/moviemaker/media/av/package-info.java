// SPDX-License-Identifier: Apache-2.0
/**
 * FFmpeg's libraries: loading them, their error codes, memory at their addresses.
 *
 * <p>Lifetimes: nothing here owns native memory.
 *
 * <p>Threading: everything may be called from any thread.
 */
@NullMarked
package dev.moviemaker.media.av;

import org.jspecify.annotations.NullMarked;
