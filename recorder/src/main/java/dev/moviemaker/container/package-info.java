// SPDX-License-Identifier: Apache-2.0
/**
 * The containers that need no other library: IVF and the low-overhead bitstream, both without sound.
 *
 * <p>Lifetimes: a writer owns its file's channel.
 *
 * <p>Threading: as {@code ContainerWriter} says; packets come from one thread.
 */
@NullMarked
package dev.moviemaker.container;

import org.jspecify.annotations.NullMarked;
