// SPDX-License-Identifier: Apache-2.0
/**
 * Records frames and sound to AV1: {@link dev.moviemaker.recorder.MovieMaker} writes a file,
 * {@link dev.moviemaker.recorder.Av1Encoder} returns packets.
 *
 * <p>Lifetimes: the caller of a factory method closes what it returns; frames belong to the caller.
 *
 * <p>Threading: any thread may call {@code MovieMaker} and {@code Av1Encoder}; each documents how calls wait for each
 * other.
 */
@NullMarked
package dev.moviemaker.recorder;

import org.jspecify.annotations.NullMarked;
