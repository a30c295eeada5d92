// SPDX-License-Identifier: Apache-2.0
/**
 * The numbers of colour conversion, in one place for every converter: the CPU's, the GPU's and the tests' own.
 *
 * <p>Lifetimes: values only.
 *
 * <p>Threading: everything is immutable.
 */
@NullMarked
package dev.moviemaker.color;

import org.jspecify.annotations.NullMarked;
