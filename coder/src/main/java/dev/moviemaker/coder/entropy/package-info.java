// SPDX-License-Identifier: Apache-2.0
/**
 * AV1's entropy coding: the symbol coder, the adaptive probabilities (CDFs) with their defaults, and the scan orders.
 * Everything here is held in Java arrays, which belong to the object's creator.
 * Constants are immutable and shared; a {@code SymbolEncoder} belongs to one tile and one thread.
 */
@NullMarked
package dev.moviemaker.coder.entropy;

import org.jspecify.annotations.NullMarked;
