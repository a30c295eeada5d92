// SPDX-License-Identifier: Apache-2.0
/**
 * The clips that encoders are compared on, and the comparison: bits at equal quality. Nothing here is shared between
 * threads but immutable values.
 */
@NullMarked
package dev.moviemaker.bench.quality;

import org.jspecify.annotations.NullMarked;
