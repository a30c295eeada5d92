// SPDX-License-Identifier: Apache-2.0
/**
 * The deblocking filter (specification 7.14), bit-exact at 8 and 10 bit for 4:2:0. Callers own planes and maps; nothing
 * here keeps them between calls. Rows of one pass may be filtered by several threads at once; the pass over vertical
 * edges must be finished everywhere before the other begins.
 */
@NullMarked
package dev.moviemaker.coder.filter;

import org.jspecify.annotations.NullMarked;
