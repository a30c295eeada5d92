// SPDX-License-Identifier: Apache-2.0
/**
 * Prediction of samples: intra (specification 7.11.2), chroma from luma (7.11.5) and inter without scaling (7.11.3.4),
 * bit-exact at 8 and 10 bit. Callers own every plane; predictors own only their scratch, for as long as they live. An
 * instance belongs to one thread; several may read the same planes.
 */
@NullMarked
package dev.moviemaker.coder.predict;

import org.jspecify.annotations.NullMarked;
