// SPDX-License-Identifier: Apache-2.0
/**
 * Records frames and sound to AV1: {@link dev.moviemaker.recorder.MovieMaker} to a file, {@link dev.moviemaker.recorder.Av1Encoder} to packets.
 * Pick a backend, configure, start, hand over frames, finish.
 *
 * <p>Lifetimes: whoever calls a factory closes what it returns; frames stay the caller's.
 *
 * <p>Threading: {@code MovieMaker} and {@code Av1Encoder} state their own rules.
 */
@NullMarked
package dev.moviemaker.recorder;

import org.jspecify.annotations.NullMarked;
