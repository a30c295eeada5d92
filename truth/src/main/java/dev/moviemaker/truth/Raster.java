// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

/**
 * A picture in R'G'B'.
 *
 * @param width pixels
 * @param height pixels
 * @param rgb red, green and blue of each pixel, row by row, 0 to 255 (and beyond, where Y'CbCr stands for no colour)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Raster(int width, int height, float[] rgb) {
    /** The highest PSNR that is reported. */
    static final double MAX_PSNR = 99;

    float at(int x, int y, int component) {
        return rgb[3 * (y * width + x) + component];
    }

    /** PSNR over all three components in dB, values beyond what can be shown clamped. */
    double psnr(Raster other) {
        double sum = 0;
        for (int i = 0; i < rgb.length; i++) {
            double difference = Math.clamp(rgb[i], 0, 255) - Math.clamp(other.rgb[i], 0, 255);
            sum += difference * difference;
        }
        double mean = sum / rgb.length;
        return mean == 0 ? MAX_PSNR : Math.min(MAX_PSNR, 10 * Math.log10(255 * 255 / mean));
    }

    /** The upper left corner. */
    Raster corner(int columns, int rows) {
        float[] part = new float[3 * columns * rows];
        for (int y = 0; y < rows; y++) {
            System.arraycopy(rgb, 3 * y * width, part, 3 * y * columns, 3 * columns);
        }
        return new Raster(columns, rows, part);
    }

    /** The mean colour of a rectangle. */
    double[] mean(int left, int top, int right, int bottom) {
        double[] mean = new double[3];
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                for (int c = 0; c < 3; c++) {
                    mean[c] += Math.clamp(at(x, y, c), 0, 255);
                }
            }
        }
        for (int c = 0; c < 3; c++) {
            mean[c] /= (double) (right - left) * (bottom - top);
        }
        return mean;
    }

    /** Turned clockwise by a multiple of 90 degrees. */
    Raster turned(int degrees) {
        int quarter = Math.floorMod(degrees, 360) / 90;
        int newWidth = quarter % 2 == 0 ? width : height;
        int newHeight = quarter % 2 == 0 ? height : width;
        float[] to = new float[rgb.length];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                int fromX = switch (quarter) {
                    case 0 -> x;
                    case 1 -> y;
                    case 2 -> width - 1 - x;
                    default -> width - 1 - y;
                };
                int fromY = switch (quarter) {
                    case 0 -> y;
                    case 1 -> height - 1 - x;
                    case 2 -> height - 1 - y;
                    default -> x;
                };
                System.arraycopy(rgb, 3 * (fromY * width + fromX), to, 3 * (y * newWidth + x), 3);
            }
        }
        return new Raster(newWidth, newHeight, to);
    }
}
