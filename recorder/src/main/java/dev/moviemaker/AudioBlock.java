// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.lang.foreign.MemorySegment;

/**
 * Sound that follows the block before it without a gap.
 *
 * <p>Ownership: the memory stays the caller's; when {@code record} returns the library has finished with it.
 *
 * @param data interleaved little-endian samples, {@code frames * channels} of them
 * @param sampleFormat what a sample is
 * @param sampleRate sample frames per second
 * @param channels samples per sample frame
 */
public record AudioBlock(MemorySegment data, SampleFormat sampleFormat, int sampleRate, int channels) {

    /** A sample's type. */
    public enum SampleFormat {
        /** Signed 16-bit integer. */
        S16(2),
        /** Signed 32-bit integer. */
        S32(4),
        /** 32-bit float, full scale from -1 to 1. */
        F32(4);

        private final int bytes;

        SampleFormat(int bytes) {
            this.bytes = bytes;
        }

        /**
         * Size of a sample.
         *
         * @return bytes
         */
        public int bytes() {
            return bytes;
        }
    }

    /** Checks the format and that the memory holds whole sample frames. */
    public AudioBlock {
        AudioFormat format = new AudioFormat(sampleRate, channels);
        int frameBytes = sampleFormat.bytes() * format.channels();
        if (data.byteSize() % frameBytes != 0) {
            throw new IllegalArgumentException("audio data: %d bytes given, a multiple of %d (%s, %d channels) allowed"
                    .formatted(data.byteSize(), frameBytes, sampleFormat, channels));
        }
    }

    /**
     * Samples per channel.
     *
     * @return sample frames
     */
    public long frames() {
        return data.byteSize() / ((long) sampleFormat.bytes() * channels);
    }
}
