// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Usage;

/** What the frames come from, which decides what SVT-AV1 may hold back. */
enum SvtUsage {
    /** A program draws them now: if it is killed, less than a second of the movie may be lost. */
    LIVE,

    /** They are read from a file: a look-ahead costs nothing but time and memory. */
    FILE;

    /** What the frames of a recording come from, as its settings say. */
    static SvtUsage of(EncoderSettings settings) {
        return settings.usage().filter(Usage.TRANSCODING::equals).isPresent() ? FILE : LIVE;
    }
}
