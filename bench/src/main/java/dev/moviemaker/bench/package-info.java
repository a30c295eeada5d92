// SPDX-License-Identifier: Apache-2.0
/**
 * Measures the library beside its peers: one class answers one question.
 *
 * <p>Questions about calls inside a process run under JMH; those about whole recordings run in processes of their own,
 * whose processor time and memory are read. Everything is single-threaded but what a question measures.
 */
@NullMarked
package dev.moviemaker.bench;

import org.jspecify.annotations.NullMarked;
