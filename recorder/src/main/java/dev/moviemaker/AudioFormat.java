// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

/**
 * Sound of a recording.
 *
 * @param sampleRate {@value #MIN_SAMPLE_RATE} to {@value #MAX_SAMPLE_RATE} sample frames per second, as handed over
 * @param channels 1 to {@value #MAX_CHANNELS}, in the order of WAV files (left, right, centre, LFE, back left, back right, side left, side right)
 * @param codec what to code it with
 * @param channelMask loudspeakers of the channels, one bit each as in a WAV file's dwChannelMask; 0 for the usual ones of so many
 *     channels: mono, stereo, 3.0, quad, 5.0, 5.1, 6.1, 7.1. A codec that does not have them mixes, with a warning
 */
public record AudioFormat(int sampleRate, int channels, AudioCodec codec, long channelMask) {

    /** Lowest sample rate. */
    public static final int MIN_SAMPLE_RATE = 8000;

    /** Highest sample rate. */
    public static final int MAX_SAMPLE_RATE = 192_000;

    /** Most channels. */
    public static final int MAX_CHANNELS = 8;

    /** Checks the ranges. */
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
     * Sound of the usual loudspeakers.
     *
     * @param sampleRate sample frames per second
     * @param channels 1 to {@value #MAX_CHANNELS}
     * @param codec what to code it with
     */
    public AudioFormat(int sampleRate, int channels, AudioCodec codec) {
        this(sampleRate, channels, codec, 0);
    }

    /**
     * Opus sound.
     *
     * @param sampleRate sample frames per second
     * @param channels 1 to {@value #MAX_CHANNELS}
     */
    public AudioFormat(int sampleRate, int channels) {
        this(sampleRate, channels, AudioCodec.OPUS);
    }
}
