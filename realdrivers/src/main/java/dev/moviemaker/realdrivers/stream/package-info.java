// SPDX-License-Identifier: Apache-2.0
/**
 * Command streams of AMD's video encoder (VCN 4 and 5) as records. Everything is immutable and owns no native memory;
 * for any thread.
 */
@NullMarked
package dev.moviemaker.realdrivers.stream;

import org.jspecify.annotations.NullMarked;
