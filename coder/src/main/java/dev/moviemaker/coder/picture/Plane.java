// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.picture;

import java.util.Arrays;

/**
 * One plane of samples: luma or one of the chroma components.
 *
 * <p>Samples are unsigned values in {@code short}s, row by row. {@link #width} and {@link #height} are the visible
 * size; the array is allocated with both rounded up to a multiple of {@link #ALIGNMENT}, so that blocks that reach over
 * the right and bottom edge can be written whole. There is no border on any side: prediction from outside clamps
 * coordinates, as the specification says.
 */
public final class Plane {
    /** What the allocated width and height are multiples of: the largest superblock. */
    public static final int ALIGNMENT = 128;

    /** The samples; sample (x, y) is at {@code y * stride + x}. */
    public final short[] samples;

    /** Samples from one row to the next. */
    public final int stride;

    /** Visible width in samples. */
    public final int width;

    /** Visible height in samples. */
    public final int height;

    /** Creates a plane of zeros of this visible size. */
    public Plane(int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("plane size is " + width + "x" + height + ", must be at least 1x1");
        }
        this.width = width;
        this.height = height;
        stride = align(width);
        samples = new short[stride * align(height)];
    }

    private static int align(int size) {
        return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Returns the sample at (x, y), which must lie in the allocated area. */
    public int get(int x, int y) {
        return samples[y * stride + x];
    }

    /** Copies the visible samples of a plane of the same visible size into this one. */
    public void copyFrom(Plane source) {
        if (source.width != width || source.height != height) {
            throw new IllegalArgumentException(
                    "plane to copy is " + source.width + "x" + source.height + ", must be " + width + "x" + height);
        }
        for (int y = 0; y < height; y++) {
            System.arraycopy(source.samples, y * source.stride, samples, y * stride, width);
        }
    }

    /** Fills what is allocated outside the visible area with the nearest visible sample. */
    public void repeatEdges() {
        for (int y = 0; y < height; y++) {
            int end = y * stride + width;
            Arrays.fill(samples, end, (y + 1) * stride, samples[end - 1]);
        }
        int last = (height - 1) * stride;
        for (int row = height * stride; row < samples.length; row += stride) {
            System.arraycopy(samples, last, samples, row, stride);
        }
    }
}
