// SPDX-License-Identifier: Apache-2.0
/**
 * The program behind the played GPU: listens at a socket, reads and writes the GPU's memory through it, and has
 * pictures coded. It owns the socket; threads are its own.
 */
@NullMarked
package dev.moviemaker.realdrivers.gpu;

import org.jspecify.annotations.NullMarked;
