// SPDX-License-Identifier: Apache-2.0
/**
 * The installed driver in front of which this one stands: its library, its functions by level, and reading C
 * structures.
 *
 * <p>The library stays loaded for good; tables of addresses belong to their instance or device.
 *
 * <p>Immutable, for any thread.
 */
@NullMarked
package dev.moviemaker.emulator.base;

import org.jspecify.annotations.NullMarked;
