// SPDX-License-Identifier: Apache-2.0
/**
 * Converts frames to NV12 or P010 with a compute shader: from host memory through staging buffers, or from the caller's
 * images.
 *
 * <p>Lifetimes: a converter outlives its slots, a device outlives its converters; nothing may be closed while the GPU
 * uses it.
 *
 * <p>Threading: a converter and its slots are used by one thread at a time.
 */
@NullMarked
package dev.moviemaker.encoder.convert;

import org.jspecify.annotations.NullMarked;
