// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.*;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/** Pixels of a {@code VkFormat} in host memory. */
interface PixelPacking {
    int bytes();

    /** Writes a random pixel. */
    void put(MemorySegment data, int index, Random random);

    /** Reads red, green and blue as the recording takes them: 0 to 1. */
    double[] get(MemorySegment data, int index);

    static PixelPacking of(int format) {
        if (format == VK_FORMAT_R8G8B8A8_UNORM()) {
            return new Words(8, 0);
        }
        if (format == VK_FORMAT_B8G8R8A8_UNORM()) {
            return new Words(8, 2);
        }
        if (format == VK_FORMAT_A2B10G10R10_UNORM_PACK32()) {
            return new Words(10, 0);
        }
        return format == VK_FORMAT_A2R10G10B10_UNORM_PACK32() ? new Words(10, 2) : new Halves();
    }

    /** A pixel in a word, the first component in the lowest bits. */
    record Words(int bits, int redPlace) implements PixelPacking {
        @Override
        public int bytes() {
            return 4;
        }

        @Override
        public void put(MemorySegment data, int index, Random random) {
            data.setAtIndex(ValueLayout.JAVA_INT, index, random.nextInt());
        }

        @Override
        public double[] get(MemorySegment data, int index) {
            int word = data.getAtIndex(ValueLayout.JAVA_INT, index);
            int max = (1 << bits) - 1;
            double[] rgb = new double[3];
            for (int c = 0; c < 3; c++) {
                rgb[Math.abs(redPlace - c)] = (word >>> (bits * c) & max) / (double) max;
            }
            return rgb;
        }
    }

    /** Four half floats; some are negative, above 1, infinite or not a number, all of which are clamped. */
    record Halves() implements PixelPacking {
        @Override
        public int bytes() {
            return 8;
        }

        @Override
        public void put(MemorySegment data, int index, Random random) {
            for (int c = 0; c < 4; c++) {
                float value = switch (random.nextInt(20)) {
                    case 0 -> Float.NaN;
                    case 1 -> Float.POSITIVE_INFINITY;
                    case 2 -> Float.NEGATIVE_INFINITY;
                    default -> random.nextFloat() * 1.4f - 0.2f;
                };
                data.setAtIndex(ValueLayout.JAVA_SHORT, 4L * index + c, Float.floatToFloat16(value));
            }
        }

        @Override
        public double[] get(MemorySegment data, int index) {
            double[] rgb = new double[3];
            for (int c = 0; c < 3; c++) {
                float value = Float.float16ToFloat(data.getAtIndex(ValueLayout.JAVA_SHORT, 4L * index + c));
                rgb[c] = Float.isNaN(value) ? 0 : Math.clamp(value, 0f, 1f);
            }
            return rgb;
        }
    }
}
