// SPDX-License-Identifier: Apache-2.0
/**
 * Motion estimation: block distances (SAD, SATD, SSE), the search over whole samples and the refinement to fractions of
 * a sample. Encoder choices only; nothing here changes what a decoder does. Callers own every plane; a
 * {@code MotionSearch} owns its scratch for as long as it lives. Static methods are thread-safe, an instance belongs to
 * one thread.
 */
@NullMarked
package dev.moviemaker.coder.motion;

import org.jspecify.annotations.NullMarked;
