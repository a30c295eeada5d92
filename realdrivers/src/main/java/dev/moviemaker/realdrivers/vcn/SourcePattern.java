// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers.vcn;

import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.picture.Plane;

/**
 * The picture that is coded where only a shader wrote the source, since shaders are not run: a slope with a bright
 * square that moves.
 */
public final class SourcePattern {
    private static final int SQUARE = 64;
    private static final int STEP = 8;

    private SourcePattern() {}

    /**
     * Draws it.
     *
     * @param width luma samples
     * @param height luma samples
     * @param bitDepth 8 or 10
     * @param number of the picture in its session, in coding order
     * @return a picture of its own
     */
    public static Picture picture(int width, int height, int bitDepth, int number) {
        Picture picture = Picture.allocate(width, height, bitDepth);
        int scale = 1 << (bitDepth - 8);
        int left = number * STEP % Math.max(1, width - SQUARE);
        Plane y = picture.y();
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                boolean inside = column >= left && column < left + SQUARE && row >= SQUARE / 2 && row < SQUARE * 3 / 2;
                y.samples[row * y.stride + column] = (short) (scale * (inside ? 220 : 40 + 120 * column / width));
            }
        }
        fill(picture.u(), scale, 96, 160);
        fill(picture.v(), scale, 160, 96);
        return picture;
    }

    private static void fill(Plane plane, int scale, int top, int bottom) {
        for (int row = 0; row < plane.height; row++) {
            for (int column = 0; column < plane.width; column++) {
                plane.samples[row * plane.stride + column] =
                        (short) (scale * (top + (bottom - top) * row / plane.height));
            }
        }
    }
}
