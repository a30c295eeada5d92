// SPDX-License-Identifier: Apache-2.0
/**
 * Pictures as planes of samples: what the coder is given, refers to and returns.
 *
 * <p>Lifetimes: ordinary heap memory, nothing to close. Threading: no synchronisation; code that shares a picture keeps
 * its writers and readers apart.
 */
@NullMarked
package dev.moviemaker.coder.picture;

import org.jspecify.annotations.NullMarked;
