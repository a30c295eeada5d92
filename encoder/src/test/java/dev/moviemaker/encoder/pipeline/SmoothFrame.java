// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A picture of slow gradients in every format of RGB. */
final class SmoothFrame {
    private SmoothFrame() {}

    /** Colours without edges that change from frame to frame: what coding loses of them is small. */
    static CpuFrame of(PixelFormat format, int width, int height, int number) {
        MemorySegment data = MemorySegment.ofArray(new byte[4 * width * height]);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = x * 255 / width;
                int green = y * 255 / height;
                int blue = 255
                        - (x + y)
                                * 255
                                / (width + height)
                                * (RgbConversionEmulatorTest.FRAMES - number)
                                / RgbConversionEmulatorTest.FRAMES;
                long start = 4L * (y * width + x);
                if (format.bitDepth() == 10) {
                    int redShift = format == PixelFormat.RGB10A2 ? 0 : 20;
                    int word =
                            ((4 * red + 3) << redShift) | ((4 * green + 1) << 10) | ((4 * blue + 2) << (20 - redShift));
                    data.set(ValueLayout.JAVA_INT_UNALIGNED, start, word);
                    continue;
                }
                boolean redFirst = format == PixelFormat.RGBA8;
                data.set(ValueLayout.JAVA_BYTE, start, (byte) (redFirst ? red : blue));
                data.set(ValueLayout.JAVA_BYTE, start + 1, (byte) green);
                data.set(ValueLayout.JAVA_BYTE, start + 2, (byte) (redFirst ? blue : red));
            }
        }
        return Frame.of(format, width, height, data);
    }
}
