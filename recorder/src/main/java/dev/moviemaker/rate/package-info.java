// SPDX-License-Identifier: Apache-2.0
/**
 * Rate control without an encoder: what quality and bitrates mean in AV1's own units.
 *
 * <p>Lifetimes: values only.
 *
 * <p>Threading: immutable.
 */
@NullMarked
package dev.moviemaker.rate;

import org.jspecify.annotations.NullMarked;
