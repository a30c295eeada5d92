// SPDX-License-Identifier: Apache-2.0
/**
 * The movie that {@code av1 demo} records: a drawn scene and a tune, the same on every machine.
 *
 * <p>Lifetimes: nothing here outlives the garbage collector.
 *
 * <p>Threading: a scene and a tune are each used by one thread at a time.
 */
@NullMarked
package dev.moviemaker.cli.demo;

import org.jspecify.annotations.NullMarked;
