// SPDX-License-Identifier: Apache-2.0
/**
 * What the programs in {@code examples} do, done with JavaCV: to compare the lines that it takes. Compiled, not
 * measured.
 *
 * <p>Threading and lifetimes: each is a program of one thread.
 */
@NullMarked
package dev.moviemaker.bench.javacv;

import org.jspecify.annotations.NullMarked;
