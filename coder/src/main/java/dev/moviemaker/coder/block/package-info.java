// SPDX-License-Identifier: Apache-2.0
/**
 * The syntax of one block: mode information, motion vector prediction, contexts, coefficients (specification 5.11,
 * 7.10.2 and 8.3.2). Frame-wide maps belong to the frame being coded, everything else to one tile; nothing outlives its
 * owner. Objects of a tile belong to that tile's thread; tiles never touch each other's part of a frame-wide map.
 */
@NullMarked
package dev.moviemaker.coder.block;

import org.jspecify.annotations.NullMarked;
