// SPDX-License-Identifier: Apache-2.0
/**
 * The values that describe a recording: settings, frames, sound, packets, capabilities, statistics and exceptions.
 *
 * <p>Lifetimes: frames and sound belong to the caller. Nothing in this package owns a native resource.
 *
 * <p>Threading: values are immutable and may be shared between threads; a builder must be confined to one thread.
 */
@NullMarked
package dev.moviemaker;

import org.jspecify.annotations.NullMarked;
