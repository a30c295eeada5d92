// SPDX-License-Identifier: Apache-2.0
/**
 * What devices can do, as records that are read once, and the pure decision from settings and those records to a
 * session plan.
 *
 * <p>Lifetimes: plain values; reading them needs an instance only while it lasts.
 *
 * <p>Threading: values are immutable; a reader is used by one thread.
 */
@NullMarked
package dev.moviemaker.encoder.caps;

import org.jspecify.annotations.NullMarked;
