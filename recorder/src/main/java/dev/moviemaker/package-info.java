/**
 * Records frames and sound to AV1: pick a backend, configure, start, hand over frames, finish.
 *
 * <p>Lifetimes: whoever calls a factory closes what it returns; frames stay the caller's.
 *
 * <p>Threading: values are immutable; {@code MovieMaker} and {@code Av1Encoder} state their own rules.
 */
@NullMarked
package dev.moviemaker;

import org.jspecify.annotations.NullMarked;
