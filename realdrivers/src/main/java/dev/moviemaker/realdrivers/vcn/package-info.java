// SPDX-License-Identifier: Apache-2.0
/**
 * What the encoder's firmware does: puts headers together as the driver's instructions say, chooses what they leave to
 * it, and has the picture coder code the picture. State is kept per session, in Java's own memory; used by one thread.
 */
@NullMarked
package dev.moviemaker.realdrivers.vcn;

import org.jspecify.annotations.NullMarked;
