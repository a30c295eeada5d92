// SPDX-License-Identifier: Apache-2.0
/**
 * Movies coded in chunks, each by itself into a file of packets, on one machine or many, and joined without loss. A
 * chunk is the pictures of a span of time; which ones there are is fixed before, so that the movie does not depend on
 * who coded what. Not part of the API: the command and the farm use it.
 *
 * <p>Threading: an object is used by one thread at a time; chunks may be coded by any number of threads.
 */
@NullMarked
package dev.moviemaker.media.chunk;

import org.jspecify.annotations.NullMarked;
