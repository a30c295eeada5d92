// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.bitstream.bits.Ints;

/**
 * Changes of the QIndex by place: one for each 64x64 luma samples, row by row from the top left corner. A superblock of
 * 128x128 gets the mean of its four. What AV1 cannot code (a QIndex below 1 or above 255) becomes the nearest it can.
 *
 * @param cols how many there are in a row: the frame's width in 64s, rounded up
 * @param rows how many rows there are: the frame's height in 64s, rounded up
 * @param deltas what is added to the frame's QIndex; {@code cols * rows} values
 */
public record QIndexMap(int cols, int rows, Ints deltas) {
    /** Luma samples in each direction that have one value. */
    public static final int BLOCK = 64;

    /** Checks the number of values. */
    public QIndexMap {
        if (deltas.length() != cols * rows) {
            throw new IllegalArgumentException(
                    "deltas has " + deltas.length() + " values, " + cols + "x" + rows + " are " + cols * rows);
        }
    }

    /** Returns whether it is of the right size for frames of this size in luma samples. */
    public boolean fits(int width, int height) {
        return cols == (width + BLOCK - 1) / BLOCK && rows == (height + BLOCK - 1) / BLOCK;
    }

    /** The QIndex of the superblock with this side that begins at these luma samples, in a frame with this QIndex. */
    int qIndex(int base, int x, int y, int side) {
        int sum = 0;
        int count = 0;
        for (int row = y / BLOCK; row < Math.min(rows, (y + side) / BLOCK); row++) {
            for (int col = x / BLOCK; col < Math.min(cols, (x + side) / BLOCK); col++) {
                sum += deltas.get(row * cols + col);
                count++;
            }
        }
        return Math.clamp(base + Math.round((float) sum / Math.max(1, count)), 1, 255);
    }
}
