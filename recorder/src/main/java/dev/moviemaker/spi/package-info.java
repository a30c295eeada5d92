// SPDX-License-Identifier: Apache-2.0
/**
 * The interfaces that other modules implement to provide video encoders, containers and decoders. Implementations are
 * found with {@link java.util.ServiceLoader}.
 *
 * <p>Lifetimes: the library closes every encoder and container that it opens.
 *
 * <p>Threading: each interface documents which threads call it.
 */
@NullMarked
package dev.moviemaker.spi;

import org.jspecify.annotations.NullMarked;
