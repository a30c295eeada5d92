// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.bitstream.bits.Ints;

/**
 * Which part of an inter picture is coded without references, and what may be referred to, so that pictures become
 * right part by part even where a decoder began with wrong references. Regions are refreshed one after another, one a
 * picture; what is refreshed refers only to what was refreshed before it.
 *
 * @param cols number of squares of 64x64 luma samples in a row: the frame's width in 64s, rounded up
 * @param rows number of rows of squares: the frame's height in 64s, rounded up
 * @param regions number of the region that each square belongs to, row by row; the same for the four of a superblock of
 *     128x128
 * @param index the region that is coded without references; those with smaller numbers are refreshed already
 * @param dirtySlots bit mask of the AV1 reference slots whose pictures are right only in regions below {@code index};
 *     the others are right everywhere
 */
public record IntraRefresh(int cols, int rows, Ints regions, int index, int dirtySlots) {
    /** Luma samples in each direction that have one number. */
    public static final int SQUARE = 64;

    /**
     * How far from samples that are not right filters and interpolation may reach, in luma samples: 6 of the widest
     * deblocking filter or 2 of chroma, and 4 of the interpolation in chroma.
     */
    private static final int REACH = 16;

    /** Checks the number of values. */
    public IntraRefresh {
        if (regions.length() != cols * rows) {
            throw new IllegalArgumentException(
                    "regions has " + regions.length() + " values, " + cols + "x" + rows + " are " + cols * rows);
        }
    }

    /** Returns whether it is of the right size for frames of this size in luma samples. */
    public boolean fits(int width, int height) {
        return cols == Math.ceilDiv(width, SQUARE) && rows == Math.ceilDiv(height, SQUARE);
    }

    /** Whether the square around these luma samples is coded without references. */
    boolean isIntraOnly(int x, int y) {
        return region(x / SQUARE, y / SQUARE) == index;
    }

    /** Whether the square around these luma samples must become right, or stay so. */
    boolean isRestricted(int x, int y) {
        return region(x / SQUARE, y / SQUARE) <= index;
    }

    /** Whether nothing wrong lies above and to the right of the square around these luma samples. */
    boolean mayLookRight(int x, int y) {
        int col = x / SQUARE + 1;
        int row = y / SQUARE - 1;
        return col >= cols || row < 0 || region(col, row) <= index;
    }

    /** Whether an area of a dirty reference, which may lie beyond the frame, is right with all that touches it. */
    boolean isRight(int x, int y, int width, int height) {
        int firstCol = square(x - REACH, cols);
        int lastCol = square(x + width - 1 + REACH, cols);
        int lastRow = square(y + height - 1 + REACH, rows);
        for (int row = square(y - REACH, rows); row <= lastRow; row++) {
            for (int col = firstCol; col <= lastCol; col++) {
                if (region(col, row) >= index) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int square(int sample, int count) {
        return Math.clamp(Math.floorDiv(sample, SQUARE), 0, count - 1);
    }

    private int region(int col, int row) {
        return regions.get(row * cols + col);
    }
}
