// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import dev.moviemaker.AudioCodec;
import org.bytedeco.ffmpeg.global.avutil;

/** How libavcodec codes each kind of sound. */
enum AudioCodecs {
    /** 48 kHz always (RFC 7845, 5.1); 96 kbit/s mono, 64 kbit/s for each channel otherwise. */
    OPUS("libopus", avutil.AV_SAMPLE_FMT_FLT),
    /** 24 bit: 16-bit input is recognised by its empty low bits and costs no more. */
    FLAC("flac", avutil.AV_SAMPLE_FMT_S32),
    /** AAC-LC, 80 kbit/s for each channel. */
    AAC("aac", avutil.AV_SAMPLE_FMT_FLTP);

    /** Sampling frequencies of AAC (ISO/IEC 14496-3, 1.6.3.4). */
    private static final int[] AAC_RATES = {
        8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000
    };

    private final String encoder;
    private final int sampleFormat;

    AudioCodecs(String encoder, int sampleFormat) {
        this.encoder = encoder;
        this.sampleFormat = sampleFormat;
    }

    static AudioCodecs of(AudioCodec codec) {
        return switch (codec) {
            case OPUS -> OPUS;
            case FLAC -> FLAC;
            case AAC -> AAC;
        };
    }

    String encoder() {
        return encoder;
    }

    int sampleFormat() {
        return sampleFormat;
    }

    /** The rate to code at: the input's own where the codec has it. */
    int sampleRate(int input) {
        return switch (this) {
            case OPUS -> 48000;
            case FLAC -> input;
            case AAC -> {
                for (int rate : AAC_RATES) {
                    if (rate >= input) {
                        yield rate == input ? rate : 48000;
                    }
                }
                yield 48000;
            }
        };
    }

    /** Whether each packet decodes to a whole frame, so that the last one has padding at its end. */
    boolean wholeFrames() {
        return this != FLAC;
    }

    /**
     * The order that the encoder must be given channels in, to code them in the order of WAV files.
     *
     * <p>FFmpeg's wrapper of libopus (libopusenc.c, {@code libavcodec_libopus_channel_map}) hands libopus the inverse
     * of the mapping that it writes into the header, which differs with five and seven channels: centre and back right
     * change places in a circle. FFmpeg 8.1 has this; the tests notice when it is mended there, and then this must go.
     *
     * @return source of each place; empty for the order as it is
     */
    int[] order(int channels) {
        if (this != OPUS) {
            return new int[0];
        }
        return switch (channels) {
            case 5 -> new int[] {0, 1, 4, 2, 3};
            case 7 -> new int[] {0, 1, 4, 3, 5, 2, 6};
            default -> new int[0];
        };
    }

    /** Whether it may have other loudspeakers than the usual ones for that number of channels. */
    boolean anyLayout() {
        return this != OPUS;
    }

    long bitrate(int channels) {
        return switch (this) {
            case OPUS -> channels == 1 ? 96_000 : 64_000L * channels;
            case FLAC -> 0;
            case AAC -> channels == 1 ? 96_000 : 80_000L * channels;
        };
    }
}
