// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.EncodedFrame;

/** What waits to be sent: a copy of its own. */
sealed interface LiveItem {

    /** A packet, and when it came. */
    record Picture(EncodedFrame packet, long nanos) implements LiveItem {}

    /**
     * Sound.
     *
     * @param start the number of its first sample in the recording
     */
    record Sound(AudioBlock block, int track, long start) implements LiveItem {}
}
