// SPDX-License-Identifier: Apache-2.0
/**
 * The level and tier that a recording needs (AV1 specification, Annex A.3), from plain numbers.
 *
 * <p>Lifetimes and threading: values only.
 */
@NullMarked
package dev.moviemaker.level;

import org.jspecify.annotations.NullMarked;
