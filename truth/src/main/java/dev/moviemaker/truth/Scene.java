// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Moving content in which each picture differs from all others: a ramp of all colours that moves, and before it four
 * patches of flat colours, others in each picture.
 *
 * @param width pixels
 * @param height pixels
 * @param grey whether it has luma only
 */
record Scene(int width, int height, int pictures, boolean grey) {
    /** R'G'B' of 8 bit; neighbours in the list are far apart. */
    private static final int[] COLORS = {
        0xC81E1E, 0xFFFFFF, 0x1E1EC8, 0x40C040, 0x000000, 0xC8C81E, 0x808080, 0x1EC8C8, 0xC81EC8, 0x204060, 0xE0A080,
        0x101010
    };

    static final int PATCHES = 4;

    /** Pixels at the rim of a patch that are not wholly its own. */
    static final int EDGE = 6;

    /** A rectangle of one colour. */
    record Patch(int left, int top, int right, int bottom, int color) {
        /** How much of a pixel it covers: its edge is soft, since chroma of half the size has no sharp ones. */
        double weight(int x, int y) {
            int inside = Math.min(Math.min(x - left, right - 1 - x), Math.min(y - top, bottom - 1 - y));
            return Math.min(1, (inside + 1) / (double) EDGE);
        }

        /** Red, green or blue. */
        int component(int index) {
            return color >> (16 - 8 * index) & 0xFF;
        }
    }

    /** The patches of a picture; the fourth wanders. */
    Patch patch(int picture, int index) {
        int side = Math.min(width, height) / 4 & ~7;
        int move = index == 3 ? 4 * (picture % 4) : 0;
        int left = (width / 8 & ~7) + (index % 2) * (width / 2 & ~7) + move;
        int top = (height / 8 & ~7) + (index / 2) * (height / 2 & ~7) + move;
        int color = COLORS[(picture * 5 + index * 3) % COLORS.length];
        int luma = ((color >> 16) * 77 + (color >> 8 & 0xFF) * 150 + (color & 0xFF) * 29) >> 8;
        return new Patch(left, top, left + side, top + side, grey ? luma * 0x010101 : color);
    }

    /** A picture in exact values. */
    Raster picture(int picture) {
        float[] rgb = new float[3 * width * height];
        double turn = 2 * Math.PI;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 3 * (y * width + x);
                double red = 127.5 + 100 * Math.sin(turn * (x + 5.0 * picture) / width);
                double green = 127.5 + 100 * Math.cos(turn * (y + 3.0 * picture) / height);
                double blue = 127.5 + 100 * Math.sin(turn * (x + y - 4.0 * picture) / (width + height));
                rgb[at] = (float) (grey ? green : red);
                rgb[at + 1] = (float) green;
                rgb[at + 2] = (float) (grey ? green : blue);
            }
        }
        for (int index = 0; index < PATCHES; index++) {
            Patch patch = patch(picture, index);
            for (int y = patch.top(); y < patch.bottom(); y++) {
                for (int x = patch.left(); x < patch.right(); x++) {
                    double weight = patch.weight(x, y);
                    for (int c = 0; c < 3; c++) {
                        int at = 3 * (y * width + x) + c;
                        rgb[at] += (float) (weight * (patch.component(c) - rgb[at]));
                    }
                }
            }
        }
        return new Raster(width, height, rgb);
    }

    /** Writes all pictures without header, 16 bits for each component, little-endian ({@code rgb48le}). */
    void writeRgb48(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int i = 0; i < pictures; i++) {
                for (float value : picture(i).rgb()) {
                    int sample = Math.round(value * 257);
                    out.write(sample);
                    out.write(sample >> 8);
                }
            }
        }
    }
}
