// SPDX-License-Identifier: Apache-2.0
/** Streams good, cut, damaged and random. */
@NullMarked
package dev.moviemaker.cli.stream;

import org.jspecify.annotations.NullMarked;
