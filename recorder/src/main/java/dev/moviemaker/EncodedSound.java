// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A packet of coded sound. It belongs to the encoder and is valid until the call that delivered it returns; use
 * {@link #copy()} to keep it.
 *
 * @param data the packet as the codec defines it, read-only
 * @param pts the time of its first sample, in units of one over {@code sampleRate}; negative where a codec needs
 *     samples before the first one to start with, as Opus and AAC do
 * @param duration the number of samples per channel to play
 * @param sampleRate the unit of times, in Hz: that of the coded sound, 48000 for Opus
 * @param discardedAtEnd the number of samples that a decoder delivers after those to play, 0 but for the last packet
 */
public record EncodedSound(MemorySegment data, long pts, long duration, int sampleRate, int discardedAtEnd) {

    /** Makes the data read-only. */
    public EncodedSound {
        data = data.asReadOnly();
    }

    /** Returns an independent copy on the heap, which stays valid. */
    public EncodedSound copy() {
        byte[] bytes = data.toArray(ValueLayout.JAVA_BYTE);
        return new EncodedSound(MemorySegment.ofArray(bytes), pts, duration, sampleRate, discardedAtEnd);
    }

    /** Returns the same packet at another time. */
    public EncodedSound at(long newPts) {
        return new EncodedSound(data, newPts, duration, sampleRate, discardedAtEnd);
    }
}
