// SPDX-License-Identifier: Apache-2.0
/**
 * What this module brings besides what the library finds by itself: the native libraries it uses. Nothing here has a
 * lifetime; every method may be called by any thread.
 */
@NullMarked
package dev.moviemaker.media;

import org.jspecify.annotations.NullMarked;
