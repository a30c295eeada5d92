// SPDX-License-Identifier: Apache-2.0
/**
 * What another module provides: video encoders and containers, found with {@link java.util.ServiceLoader}.
 *
 * <p>Lifetimes: the library closes every encoder and container it opened.
 *
 * <p>Threading: each type states which thread calls it.
 */
@NullMarked
package dev.moviemaker.spi;

import org.jspecify.annotations.NullMarked;
