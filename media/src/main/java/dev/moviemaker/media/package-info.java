// SPDX-License-Identifier: Apache-2.0
/**
 * Information about the native libraries that this module uses. Everything else is found by the recorder module through
 * its service interfaces.
 *
 * <p>Lifetimes and threading: all values are immutable and may be shared between threads.
 */
@NullMarked
package dev.moviemaker.media;

import org.jspecify.annotations.NullMarked;
