// SPDX-License-Identifier: Apache-2.0
/**
 * Transforms, quantiser tables, quantisation and dequantisation of AV1 (specification 7.12 and 7.13), pure arithmetic
 * on flat arrays. Callers own every array; {@code InverseTransform} and {@code ForwardTransform} own their scratch for
 * as long as they live. Static methods are thread-safe; an instance that holds scratch belongs to one thread.
 */
@NullMarked
package dev.moviemaker.coder.transform;

import org.jspecify.annotations.NullMarked;
