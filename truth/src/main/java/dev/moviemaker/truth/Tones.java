// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sound with a rising tone of its own in each channel, from the first sample to the last: a tone that rises fits at one
 * place only.
 *
 * @param channels 1 to 8, in the order of WAV files
 */
record Tones(int rate, int channels, String layout, double seconds) {
    /** The fourth channel of 5.1, 6.1 and 7.1 is for low frequencies only, and codecs cut off the rest. */
    private static final int LOW_FREQUENCY = 3;

    static final double AMPLITUDE = 0.25;

    int frames() {
        return (int) Math.round(seconds * rate);
    }

    boolean lowFrequency(int channel) {
        return channels >= 6 && channel == LOW_FREQUENCY;
    }

    /** The value at a time, -1 to 1. */
    double at(int channel, double time) {
        double from = lowFrequency(channel) ? 40 : 300 + 170 * channel;
        double rise = lowFrequency(channel) ? 60 : 250;
        return AMPLITUDE * Math.sin(2 * Math.PI * (from * time + rise * time * time / 2));
    }

    /** Writes all samples without header, 32-bit floating point, interleaved ({@code f32le}). */
    void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int i = 0; i < frames(); i++) {
                for (int c = 0; c < channels; c++) {
                    int bits = Float.floatToIntBits((float) at(c, (double) i / rate));
                    for (int shift = 0; shift < 32; shift += 8) {
                        out.write(bits >> shift);
                    }
                }
            }
        }
    }
}
