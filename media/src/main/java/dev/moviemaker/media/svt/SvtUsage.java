// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

/** What the frames come from, which decides what SVT-AV1 may hold back. */
enum SvtUsage {
    /** A program draws them now: if it is killed, less than a second of the movie may be lost. */
    LIVE,

    /** They are read from a file: a look-ahead costs nothing but time and memory. */
    FILE
}
