// SPDX-License-Identifier: Apache-2.0
/**
 * MP4, Matroska and WebM files with their sound.
 *
 * <p>Lifetimes: a writer owns its file and its sound encoder until it is closed.
 *
 * <p>Threading: video and sound may be written from two threads.
 */
@NullMarked
package dev.moviemaker.media.container;

import org.jspecify.annotations.NullMarked;
