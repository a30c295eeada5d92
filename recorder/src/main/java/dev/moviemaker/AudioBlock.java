// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * A block of sound. It follows the previous block of its track without a gap, or has a time of its own.
 *
 * <p>The memory belongs to the caller; the library no longer needs it when {@code record} returns.
 *
 * @param data interleaved little-endian samples, {@code frames * channels} of them
 * @param sampleFormat the type of a sample
 * @param sampleRate the number of sample frames per second
 * @param channels the number of samples in a sample frame
 * @param pts the time of its first sample, on the clock of the frames' times ({@link Frame#pts()}), in units of
 *     {@link EncoderSettings#timeBase()}; or {@link #FOLLOWS}
 */
public record AudioBlock(MemorySegment data, SampleFormat sampleFormat, int sampleRate, int channels, long pts) {

    /** The value of {@link #pts()} for blocks that follow the previous one of their track without a gap. */
    public static final long FOLLOWS = Long.MIN_VALUE;

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
        if (pts < 0 && pts != FOLLOWS) {
            throw new IllegalArgumentException("audio pts: %d given, at least 0 allowed".formatted(pts));
        }
    }

    /**
     * Creates a block that follows the previous one.
     *
     * @param data interleaved little-endian samples
     * @param sampleFormat the type of a sample
     * @param sampleRate the number of sample frames per second
     * @param channels the number of samples in a sample frame
     */
    public AudioBlock(MemorySegment data, SampleFormat sampleFormat, int sampleRate, int channels) {
        this(data, sampleFormat, sampleRate, channels, FOLLOWS);
    }

    /**
     * Returns a block over an array, which is not copied.
     *
     * @param samples interleaved samples
     * @param sampleRate the number of sample frames per second
     * @param channels the number of samples in a sample frame
     */
    public static AudioBlock of(short[] samples, int sampleRate, int channels) {
        return new AudioBlock(MemorySegment.ofArray(samples), SampleFormat.S16, sampleRate, channels);
    }

    /**
     * Returns a block over an array, which is not copied.
     *
     * @param samples interleaved samples, -1 to 1
     * @param sampleRate the number of sample frames per second
     * @param channels the number of samples in a sample frame
     */
    public static AudioBlock of(float[] samples, int sampleRate, int channels) {
        return new AudioBlock(MemorySegment.ofArray(samples), SampleFormat.F32, sampleRate, channels);
    }

    /**
     * Returns a block over a buffer from its position to its limit, which do not change.
     *
     * @param samples interleaved little-endian samples, in a direct or heap buffer, which is not copied
     * @param sampleFormat the type of a sample
     * @param sampleRate the number of sample frames per second
     * @param channels the number of samples in a sample frame
     */
    public static AudioBlock of(ByteBuffer samples, SampleFormat sampleFormat, int sampleRate, int channels) {
        return new AudioBlock(MemorySegment.ofBuffer(samples), sampleFormat, sampleRate, channels);
    }

    /**
     * Returns a block over the same memory with a time of its own. Where it does not begin within 20 ms of the end of
     * the previous block, silence is put in or what overlaps is left out; smaller differences are a clock's jitter.
     *
     * @param newPts the time of its first sample, in units of {@link EncoderSettings#timeBase()}
     */
    public AudioBlock withPts(long newPts) {
        return new AudioBlock(data, sampleFormat, sampleRate, channels, newPts);
    }

    /** Returns the number of sample frames, which is the number of samples per channel. */
    public long frames() {
        return data.byteSize() / ((long) sampleFormat.bytes() * channels);
    }
}
