// SPDX-License-Identifier: Apache-2.0
/**
 * The picture coder: codes one picture as AV1 with exactly the headers it is given, and returns the reconstruction that
 * every decoder will get. Pictures and reference slots belong to the caller; the coder keeps no picture between calls,
 * only scratch memory until it is closed. A {@code PictureCoder} is used by one thread at a time and codes tiles on
 * threads of its own.
 */
@NullMarked
package dev.moviemaker.coder;

import org.jspecify.annotations.NullMarked;
