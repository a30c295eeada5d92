// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Test pictures and sounds. */
public final class Pictures {
    private Pictures() {}

    /** A moving gradient with a white last column and a red last row. */
    public static CpuFrame moving(int width, int height, int index) {
        byte[] pixels = new byte[4 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 4 * (y * width + x);
                boolean column = x >= width - 2;
                boolean row = y >= height - 2;
                pixels[at] = (byte) (row || column ? 255 : (x * 3 + index * 5) & 0xFF);
                pixels[at + 1] = (byte) (row ? 0 : column ? 255 : (y * 2 + index) & 0xFF);
                pixels[at + 2] = (byte) (row ? 0 : column ? 255 : ((x + y) / 2) & 0xFF);
                pixels[at + 3] = (byte) 255;
            }
        }
        return Frame.of(PixelFormat.RGBA8, width, height, MemorySegment.ofArray(pixels));
    }

    /** One colour. */
    public static CpuFrame flat(PixelFormat format, int width, int height, int red, int green, int blue) {
        int bytes = format == PixelFormat.RGB24 ? 3 : 4;
        byte[] pixels = new byte[bytes * width * height];
        boolean blueFirst = format == PixelFormat.BGRA8;
        for (int at = 0; at < pixels.length; at += bytes) {
            pixels[at] = (byte) (blueFirst ? blue : red);
            pixels[at + 1] = (byte) green;
            pixels[at + 2] = (byte) (blueFirst ? red : blue);
        }
        return Frame.of(format, width, height, MemorySegment.ofArray(pixels));
    }

    /** A tone of 16-bit samples, the same in every channel. */
    public static AudioBlock tone(int rate, int channels, long firstFrame, int frames) {
        MemorySegment data = MemorySegment.ofArray(new short[frames * channels]);
        for (int i = 0; i < frames; i++) {
            short value = (short) Math.round(8000 * Math.sin(2 * Math.PI * 440 * (firstFrame + i) / rate));
            for (int c = 0; c < channels; c++) {
                data.setAtIndex(ValueLayout.JAVA_SHORT, (long) i * channels + c, value);
            }
        }
        return new AudioBlock(data, AudioBlock.SampleFormat.S16, rate, channels);
    }
}
