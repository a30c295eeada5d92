// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.lang.foreign.MemorySegment;

/**
 * A block of sound that follows the previous block without a gap.
 *
 * <p>The memory belongs to the caller; the library no longer needs it when {@code record} returns.
 *
 * @param data interleaved little-endian samples, {@code frames * channels} of them
 * @param sampleFormat the type of a sample
 * @param sampleRate the number of sample frames per second
 * @param channels the number of samples in a sample frame
 */
public record AudioBlock(MemorySegment data, SampleFormat sampleFormat, int sampleRate, int channels) {

    /** The type of a sample. */
    public enum SampleFormat {
        /** A signed 16-bit integer. */
        S16(2),
        /** A signed 32-bit integer. */
        S32(4),
        /** A 32-bit floating-point number; full scale is -1 to 1. */
        F32(4);

        private final int bytes;

        SampleFormat(int bytes) {
            this.bytes = bytes;
        }

        /** Returns the size of a sample in bytes. */
        public int bytes() {
            return bytes;
        }
    }

    /**
     * Checks the format and that the memory holds whole sample frames.
     *
     * @throws IllegalArgumentException if a number is out of range or the memory ends within a sample frame
     */
    public AudioBlock {
        AudioFormat format = new AudioFormat(sampleRate, channels);
        int frameBytes = sampleFormat.bytes() * format.channels();
        if (data.byteSize() % frameBytes != 0) {
            throw new IllegalArgumentException("audio data: %d bytes given, a multiple of %d (%s, %d channels) allowed"
                    .formatted(data.byteSize(), frameBytes, sampleFormat, channels));
        }
    }

    /** Returns the number of sample frames, which is the number of samples per channel. */
    public long frames() {
        return data.byteSize() / ((long) sampleFormat.bytes() * channels);
    }
}
