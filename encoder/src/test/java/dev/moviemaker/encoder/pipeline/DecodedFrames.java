// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What dav1d shows, for a look at colours. */
final class DecodedFrames {
    private DecodedFrames() {}

    /** The I420 samples of each frame of an 8-bit stream. */
    static List<byte[]> frames(byte[] stream, int width, int height) {
        byte[] yuv = decode(stream);
        int chroma = (width + 1) / 2 * ((height + 1) / 2);
        int bytes = width * height + 2 * chroma;
        List<byte[]> frames = new ArrayList<>();
        for (int start = 0; start + bytes <= yuv.length; start += bytes) {
            frames.add(Arrays.copyOfRange(yuv, start, start + bytes));
        }
        return frames;
    }

    /** Samples of each frame of a stream of this depth: luma, then Cb, then Cr. */
    static List<int[]> samples(byte[] stream, int width, int height, int bitDepth) {
        byte[] yuv = decode(stream);
        int count = width * height + 2 * ((width + 1) / 2 * ((height + 1) / 2));
        int bytes = bitDepth == 8 ? 1 : 2;
        List<int[]> frames = new ArrayList<>();
        for (int start = 0; start + count * bytes <= yuv.length; start += count * bytes) {
            int[] samples = new int[count];
            for (int i = 0; i < count; i++) {
                int low = yuv[start + bytes * i] & 0xFF;
                samples[i] = bytes == 1 ? low : low | (yuv[start + 2 * i + 1] & 0xFF) << 8;
            }
            frames.add(samples);
        }
        return frames;
    }

    /** The mean of each plane of each frame of an 8-bit stream. */
    static List<int[]> means(byte[] stream, int width, int height) {
        byte[] yuv = decode(stream);
        int luma = width * height;
        int frame = luma * 3 / 2;
        List<int[]> means = new ArrayList<>();
        for (int start = 0; start + frame <= yuv.length; start += frame) {
            means.add(new int[] {
                mean(yuv, start, luma), mean(yuv, start + luma, luma / 4), mean(yuv, start + luma * 5 / 4, luma / 4)
            });
        }
        return means;
    }

    private static int mean(byte[] samples, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += samples[i] & 0xFF;
        }
        return Math.round(sum / (float) count);
    }

    private static byte[] decode(byte[] stream) {
        try {
            Path input = Files.write(Files.createTempFile("decode", ".obu"), stream);
            Path output = Files.createTempFile("decode", ".yuv");
            Process process;
            try {
                process = new ProcessBuilder(
                                "dav1d", "-q", "-i", input.toString(), "--muxer", "yuv", "-o", output.toString())
                        .inheritIO()
                        .start();
            } catch (IOException e) {
                assumeTrue(false, "dav1d is not installed: run in testbed/enter");
                throw e;
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException("dav1d cannot decode the stream");
            }
            byte[] yuv = Files.readAllBytes(output);
            Files.delete(input);
            Files.delete(output);
            return yuv;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
