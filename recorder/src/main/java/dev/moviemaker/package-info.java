// SPDX-License-Identifier: Apache-2.0
/**
 * What recordings are described with: settings, frames, sound, packets, capabilities, statistics, errors.
 *
 * <p>Lifetimes: frames stay the caller's; whoever makes a native thing closes it.
 *
 * <p>Threading: values are immutable; builders belong to one thread.
 */
@NullMarked
package dev.moviemaker;

import org.jspecify.annotations.NullMarked;
