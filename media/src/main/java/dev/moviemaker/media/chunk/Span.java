// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.chunk;

/**
 * The pictures of a chunk: all that are shown from one time on and before another.
 *
 * @param from in units of the movie's time base
 * @param to the first time that is not in it, or {@link #END}
 */
public record Span(long from, long to) {
    /** All that is left of the movie. */
    public static final long END = Long.MAX_VALUE;

    /** Checks the order. */
    public Span {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException(
                    "chunk: from %d to %d given, 0 or more and more than that allowed".formatted(from, to));
        }
    }
}
