// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

/**
 * The format of the sound of a recording.
 *
 * @param sampleRate the sample rate of the sound that is handed over, {@value #MIN_SAMPLE_RATE} to
 *     {@value #MAX_SAMPLE_RATE} Hz
 * @param channels the number of channels, 1 to {@value #MAX_CHANNELS}, in the order of WAV files (left, right, centre,
 *     LFE, back left, back right, side left, side right)
 * @param codec the codec
 * @param channelMask the loudspeakers of the channels, one bit each as in the dwChannelMask of a WAV file; 0
 *     for the usual layout of that many channels: mono, stereo, 3.0, quad, 5.0, 5.1, 6.1 or 7.1. A codec without that
 *     layout downmixes, with a warning
 */
public record AudioFormat(int sampleRate, int channels, AudioCodec codec, long channelMask) {

    /** The lowest sample rate. */
    public static final int MIN_SAMPLE_RATE = 8000;

    /** The highest sample rate. */
    public static final int MAX_SAMPLE_RATE = 192_000;

    /** The largest number of channels. */
    public static final int MAX_CHANNELS = 8;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the number that is out of range and what is allowed
     */
    public AudioFormat {
        if (sampleRate < MIN_SAMPLE_RATE || sampleRate > MAX_SAMPLE_RATE) {
            throw new IllegalArgumentException("audio sampleRate: %d given, %d to %d allowed"
                    .formatted(sampleRate, MIN_SAMPLE_RATE, MAX_SAMPLE_RATE));
        }
        if (channels < 1 || channels > MAX_CHANNELS) {
            throw new IllegalArgumentException(
                    "audio channels: %d given, 1 to %d allowed".formatted(channels, MAX_CHANNELS));
        }
        if (channelMask != 0 && Long.bitCount(channelMask) != channels) {
            throw new IllegalArgumentException(
                    "audio channelMask: 0x%X given, 0 or %d bits allowed (channels)".formatted(channelMask, channels));
        }
    }

    /**
     * Creates a format with the usual loudspeakers for the number of channels.
     *
     * @param sampleRate the sample rate in Hz
     * @param channels the number of channels, 1 to {@value #MAX_CHANNELS}
     * @param codec the codec
     * @throws IllegalArgumentException if a number is out of range
     */
    public AudioFormat(int sampleRate, int channels, AudioCodec codec) {
        this(sampleRate, channels, codec, 0);
    }

    /**
     * Creates a format for sound that is coded as Opus.
     *
     * @param sampleRate the sample rate in Hz
     * @param channels the number of channels, 1 to {@value #MAX_CHANNELS}
     * @throws IllegalArgumentException if a number is out of range
     */
    public AudioFormat(int sampleRate, int channels) {
        this(sampleRate, channels, AudioCodec.OPUS);
    }
}
