// SPDX-License-Identifier: Apache-2.0
/**
 * What players show of recordings: Chromium, mpv, GStreamer and ffmpeg, each as a person would use it, and a table of
 * what they make of sizes, crop, aspect, turning, colours and channels.
 *
 * <p>Lifetimes: each look starts and ends a player of its own; its files are in a folder of the caller. Threading: one
 * at a time.
 */
@NullMarked
package dev.moviemaker.truth.players;

import org.jspecify.annotations.NullMarked;
