// SPDX-License-Identifier: Apache-2.0
/**
 * Clips for the coder's command and tests: reading and writing Y4M (4:2:0, 8 and 10 bit) and measuring PSNR.
 * Readers and writers own the stream they are given and close it; pictures belong to the caller.
 * Readers and writers belong to one thread, {@code Psnr} is thread-safe.
 */
@NullMarked
package dev.moviemaker.coder.clip;

import org.jspecify.annotations.NullMarked;
