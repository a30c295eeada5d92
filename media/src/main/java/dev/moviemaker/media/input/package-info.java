// SPDX-License-Identifier: Apache-2.0
/**
 * Moving pictures and sound from files and streams.
 *
 * <p>Lifetimes: a reader owns what it opened until it is closed; frames are valid until the next one is read.
 *
 * <p>Threading: a reader is used by one thread at a time.
 */
@NullMarked
package dev.moviemaker.media.input;

import org.jspecify.annotations.NullMarked;
