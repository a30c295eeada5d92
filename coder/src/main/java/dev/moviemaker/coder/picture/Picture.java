// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.picture;

/**
 * The three planes of a 4:2:0 picture. Chroma planes have half the luma size, rounded up.
 *
 * @param y luma
 * @param u first chroma plane (Cb)
 * @param v second chroma plane (Cr)
 * @param bitDepth 8 or 10
 */
public record Picture(Plane y, Plane u, Plane v, int bitDepth) {
    /** Checks that the sizes belong together. */
    public Picture {
        if (bitDepth != 8 && bitDepth != 10) {
            throw new IllegalArgumentException("bitDepth is " + bitDepth + ", allowed are 8 and 10");
        }
        int chromaWidth = (y.width + 1) >> 1;
        int chromaHeight = (y.height + 1) >> 1;
        if (u.width != chromaWidth || v.width != chromaWidth || u.height != chromaHeight || v.height != chromaHeight) {
            throw new IllegalArgumentException("chroma planes are " + u.width + "x" + u.height + " and " + v.width + "x"
                    + v.height + ", must be " + chromaWidth + "x" + chromaHeight);
        }
    }

    /** Returns a picture of zeros. */
    public static Picture allocate(int width, int height, int bitDepth) {
        int chromaWidth = (width + 1) >> 1;
        int chromaHeight = (height + 1) >> 1;
        return new Picture(
                new Plane(width, height),
                new Plane(chromaWidth, chromaHeight),
                new Plane(chromaWidth, chromaHeight),
                bitDepth);
    }

    /** Luma width in samples. */
    public int width() {
        return y.width;
    }

    /** Luma height in samples. */
    public int height() {
        return y.height;
    }

    /** Returns whether another picture has the same size and bit depth. */
    public boolean hasFormatOf(Picture other) {
        return width() == other.width() && height() == other.height() && bitDepth == other.bitDepth;
    }

    /** Copies a picture of the same format, and repeats its last column and row over the rest of the allocated area. */
    public void copyWithEdges(Picture source) {
        for (int plane = 0; plane < 3; plane++) {
            plane(plane).copyFrom(source.plane(plane));
            plane(plane).repeatEdges();
        }
    }

    /** Plane 0 (Y), 1 (U) or 2 (V). */
    public Plane plane(int index) {
        return switch (index) {
            case 0 -> y;
            case 1 -> u;
            case 2 -> v;
            default -> throw new IndexOutOfBoundsException("plane is " + index + ", allowed are 0 to 2");
        };
    }
}
