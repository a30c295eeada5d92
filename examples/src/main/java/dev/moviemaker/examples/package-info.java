// SPDX-License-Identifier: Apache-2.0
/**
 * Programs that use the library, each for one purpose. All of them are run by the tests, and the README shows the
 * first: the part between the lines {@code // begin} and {@code // end}.
 *
 * <p>Lifetimes: a program closes what it opens before it ends. Threading: each runs on its main thread.
 */
@NullMarked
package dev.moviemaker.examples;

import org.jspecify.annotations.NullMarked;
