// SPDX-License-Identifier: Apache-2.0
/**
 * The judge of truth: inputs of every kind are made, recorded by the command, and what comes out is compared with what
 * went in: every picture, every channel of sound, times, sizes and tags.
 *
 * <p>Nothing of the library reads back what is judged: FFmpeg's own programs decode and probe, and the arithmetic from
 * Y'CbCr to R'G'B' is this package's.
 *
 * <p>Lifetimes: files live in a folder of the caller. Threading: one case at a time.
 */
@NullMarked
package dev.moviemaker.truth;

import org.jspecify.annotations.NullMarked;
