// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.time.Duration;

/**
 * What coding chunks came to.
 *
 * @param chunks of the movie
 * @param kept from before
 * @param workers at a time
 * @param memory bytes that they may have taken at most, without their inputs
 * @param time from beginning to end
 */
record ChunkFigures(int chunks, int kept, int workers, long memory, Duration time) {

    String sentence() {
        return "%d chunks, %d at a time, which take at most %s%s"
                .formatted(
                        chunks,
                        workers,
                        NumberText.bytes(memory),
                        kept > 0 ? "; %d were there already".formatted(kept) : "");
    }
}
