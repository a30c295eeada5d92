// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

/** The conversion as one writes it first: BT.709, limited range, chroma the mean of four pixels. */
final class PlainConverter {
    private static final int SHIFT = 16;
    private static final int HALF = 1 << (SHIFT - 1);

    private final int width;
    private final int height;
    private final int bitDepth;
    private final byte[] bytes;
    private final short[] words;

    PlainConverter(int width, int height, int bitDepth) {
        this.width = width;
        this.height = height;
        this.bitDepth = bitDepth;
        int samples = width * height * 3 / 2;
        bytes = new byte[bitDepth == 8 ? samples : 0];
        words = new short[bitDepth == 8 ? 0 : samples];
    }

    Object convert(byte[] rgba) {
        int chroma = width * height;
        for (int y = 0; y < height; y += 2) {
            for (int x = 0; x < width; x += 2) {
                int red = 0;
                int green = 0;
                int blue = 0;
                for (int i = 0; i < 4; i++) {
                    int pixel = (y + (i >> 1)) * width + x + (i & 1);
                    int r = rgba[4 * pixel] & 0xFF;
                    int g = rgba[4 * pixel + 1] & 0xFF;
                    int b = rgba[4 * pixel + 2] & 0xFF;
                    store(pixel, 16, 11966 * r + 40254 * g + 4064 * b);
                    red += r;
                    green += g;
                    blue += b;
                }
                int at = chroma + y / 2 * width + x;
                store(at, 128, (-6596 * red - 22189 * green + 28784 * blue) / 4);
                store(at + 1, 128, (28784 * red - 26145 * green - 2639 * blue) / 4);
            }
        }
        return bitDepth == 8 ? bytes : words;
    }

    private void store(int at, int offset, int weighted) {
        if (bitDepth == 8) {
            bytes[at] = (byte) (offset + ((weighted + HALF) >> SHIFT));
        } else {
            words[at] = (short) ((4 * offset + ((weighted + (HALF >> 2)) >> (SHIFT - 2))) << 6);
        }
    }
}
