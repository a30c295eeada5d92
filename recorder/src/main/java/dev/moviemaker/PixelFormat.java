// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

/**
 * The memory layout of the samples of a frame. Planes follow each other in the given order; samples of more than one
 * byte are little-endian.
 */
public enum PixelFormat {
    /** One plane: bytes R, G, B, A per pixel; alpha is ignored. */
    RGBA8(8, Layout.PACKED, 4),
    /** One plane: bytes B, G, R, A per pixel; alpha is ignored. */
    BGRA8(8, Layout.PACKED, 4),
    /** One plane: bytes R, G, B per pixel. */
    RGB24(8, Layout.PACKED, 3),
    /** One plane: a word of 32 bits per pixel, from its lowest bit 10 bits each of R, G and B; the rest is ignored. */
    RGB10A2(10, Layout.PACKED, 4),
    /** One plane: a word of 32 bits per pixel, from its lowest bit 10 bits each of B, G and R; the rest is ignored. */
    BGR10A2(10, Layout.PACKED, 4),
    /** Three planes: Y, U, V, one byte per sample, U and V at half width and half height, rounded up. */
    I420(8, Layout.PLANAR, 1),
    /**
     * Two planes: Y, then U and V interleaved, one byte per sample, chroma at half width and half height, rounded up.
     */
    NV12(8, Layout.SEMI_PLANAR, 1),
    /** Like {@link #NV12} with 16 bits per sample; the value is in the upper ten. */
    P010(10, Layout.SEMI_PLANAR, 2),
    /** Like {@link #I420} with 16 bits per sample; the value is in the lower ten. */
    I010(10, Layout.PLANAR, 2);

    private enum Layout {
        PACKED,
        PLANAR,
        SEMI_PLANAR
    }

    private final int bitDepth;
    private final Layout layout;
    private final int bytesPerElement;

    PixelFormat(int bitDepth, Layout layout, int bytesPerElement) {
        this.bitDepth = bitDepth;
        this.layout = layout;
        this.bytesPerElement = bytesPerElement;
    }

    /** Returns the precision of a sample: 8 or 10 bits. */
    public int bitDepth() {
        return bitDepth;
    }

    /**
     * Returns whether pixels are red, green and blue, so that recording converts them to Y'CbCr; true for the packed
     * formats.
     */
    public boolean isRgb() {
        return layout == Layout.PACKED;
    }

    /**
     * Returns the {@code VkFormat} of images whose texels have the same memory layout: 37 for {@link #RGBA8}, 44 for
     * {@link #BGRA8}, 64 ({@code A2B10G10R10}) for {@link #RGB10A2}, 58 ({@code A2R10G10B10}) for {@link #BGR10A2}, and
     * 0 ({@code VK_FORMAT_UNDEFINED}) for the others.
     */
    public int vulkanFormat() {
        return switch (this) {
            case RGBA8 -> 37;
            case BGRA8 -> 44;
            case RGB10A2 -> 64;
            case BGR10A2 -> 58;
            default -> 0;
        };
    }

    /** Returns the number of planes: 1, 2 or 3. */
    public int planeCount() {
        return switch (layout) {
            case PACKED -> 1;
            case SEMI_PLANAR -> 2;
            case PLANAR -> 3;
        };
    }

    /**
     * Returns the number of bytes of picture in a row of a plane, which is the smallest stride.
     *
     * @param plane the index of the plane
     * @param width the width of the frame in pixels
     * @return the number of bytes
     */
    public int rowBytes(int plane, int width) {
        if (plane == 0) {
            return Math.multiplyExact(width, bytesPerElement);
        }
        int chromaWidth = (width + 1) / 2;
        return Math.multiplyExact(chromaWidth, bytesPerElement * (layout == Layout.SEMI_PLANAR ? 2 : 1));
    }

    /**
     * Returns the number of rows of a plane.
     *
     * @param plane the index of the plane
     * @param height the height of the frame in pixels
     * @return the number of rows
     */
    public int rows(int plane, int height) {
        return plane == 0 ? height : (height + 1) / 2;
    }

    /**
     * Returns the size of a frame without gaps between rows or planes.
     *
     * @param width the width of the frame in pixels
     * @param height the height of the frame in pixels
     * @return the size in bytes
     */
    public long frameBytes(int width, int height) {
        long bytes = 0;
        for (int plane = 0; plane < planeCount(); plane++) {
            bytes += (long) rowBytes(plane, width) * rows(plane, height);
        }
        return bytes;
    }
}
