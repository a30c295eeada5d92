// SPDX-License-Identifier: Apache-2.0
/**
 * Fuzz targets for Jazzer: whatever bytes a parser is given, it ends soon, takes little memory, and throws nothing but
 * what it documents.
 *
 * <p>Lifetimes: each target closes what it opens.
 *
 * <p>Threading: one process runs one target on one thread.
 */
@NullMarked
package dev.moviemaker.fuzz;

import org.jspecify.annotations.NullMarked;
