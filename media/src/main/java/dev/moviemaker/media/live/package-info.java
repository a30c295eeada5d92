// SPDX-License-Identifier: Apache-2.0
/**
 * The ways of live outputs: connections that take a container's bytes. A connection belongs to the writer that fills it
 * and is used by one thread; what waits for the network ends when that thread is interrupted.
 */
@NullMarked
package dev.moviemaker.media.live;

import org.jspecify.annotations.NullMarked;
