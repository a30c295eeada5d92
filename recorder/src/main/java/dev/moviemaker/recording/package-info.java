// SPDX-License-Identifier: Apache-2.0
/**
 * One recording: a chosen encoder, a container, the output file, frame times and figures.
 *
 * <p>Lifetimes: a {@code MovieRecording} owns its encoder, its container and the reservation of its file, and closes
 * them in that order.
 *
 * <p>Threading: one caller at a time; packets come on the encoder's thread; figures are read from any thread without
 * locks.
 */
@NullMarked
package dev.moviemaker.recording;

import org.jspecify.annotations.NullMarked;
