// SPDX-License-Identifier: Apache-2.0
/**
 * Converts files and streams to AV1: what the command {@code av1 encode} does, for programs.
 *
 * <p>Lifetimes: a transcoder owns its input and its encoder until it is closed.
 *
 * <p>Threading: one thread opens, runs and closes a transcoder; any thread may look at its statistics, stop or cancel
 * it.
 */
@NullMarked
package dev.moviemaker.media.transcode;

import org.jspecify.annotations.NullMarked;
