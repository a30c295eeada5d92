// SPDX-License-Identifier: Apache-2.0
/**
 * The hardware encoder as a whole: finds devices, opens encoders, keeps several pictures in flight, delivers packets
 * and recovers from failures.
 *
 * <p>Lifetimes: an encoder owns its instance, device, session and threads, and gives all back in {@code close}.
 *
 * <p>Threading: one thread at a time submits; packets are delivered by the encoder's own completion thread.
 */
@NullMarked
package dev.moviemaker.encoder.pipeline;

import org.jspecify.annotations.NullMarked;
