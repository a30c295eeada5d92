// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

/** How the samples of a frame lie in memory. Planes follow each other in the order given; multi-byte samples are little-endian. */
public enum PixelFormat {
    /** One plane: bytes R, G, B, A per pixel; alpha is ignored. */
    RGBA8(8, Layout.PACKED, 4),
    /** One plane: bytes B, G, R, A per pixel; alpha is ignored. */
    BGRA8(8, Layout.PACKED, 4),
    /** One plane: bytes R, G, B per pixel. */
    RGB24(8, Layout.PACKED, 3),
    /** Three planes: Y, U, V, one byte per sample, U and V at half width and half height, rounded up. */
    I420(8, Layout.PLANAR, 1),
    /** Two planes: Y, then U and V interleaved, one byte per sample, chroma at half width and half height, rounded up. */
    NV12(8, Layout.SEMI_PLANAR, 1),
    /** As {@link #NV12} with 16 bits per sample, the value in the upper ten. */
    P010(10, Layout.SEMI_PLANAR, 2),
    /** As {@link #I420} with 16 bits per sample, the value in the lower ten. */
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

    /**
     * Bits of precision per sample.
     *
     * @return 8 or 10
     */
    public int bitDepth() {
        return bitDepth;
    }

    /**
     * Whether pixels are red, green and blue, so that recording converts them to Y'CbCr.
     *
     * @return true for the packed formats
     */
    public boolean isRgb() {
        return layout == Layout.PACKED;
    }

    /**
     * The format of images whose texels lie in memory as this format's pixels.
     *
     * @return {@code VkFormat} of {@link #RGBA8} (37) and {@link #BGRA8} (44); 0, {@code VK_FORMAT_UNDEFINED}, of others
     */
    public int vulkanFormat() {
        return switch (this) {
            case RGBA8 -> 37;
            case BGRA8 -> 44;
            default -> 0;
        };
    }

    /**
     * Number of planes.
     *
     * @return 1, 2 or 3
     */
    public int planeCount() {
        return switch (layout) {
            case PACKED -> 1;
            case SEMI_PLANAR -> 2;
            case PLANAR -> 3;
        };
    }

    /**
     * Bytes of picture in one row of a plane: the least a stride may be.
     *
     * @param plane index of the plane
     * @param width of the frame in pixels
     * @return bytes
     */
    public int rowBytes(int plane, int width) {
        if (plane == 0) {
            return Math.multiplyExact(width, bytesPerElement);
        }
        int chromaWidth = (width + 1) / 2;
        return Math.multiplyExact(chromaWidth, bytesPerElement * (layout == Layout.SEMI_PLANAR ? 2 : 1));
    }

    /**
     * Rows of a plane.
     *
     * @param plane index of the plane
     * @param height of the frame in pixels
     * @return rows
     */
    public int rows(int plane, int height) {
        return plane == 0 ? height : (height + 1) / 2;
    }

    /**
     * Bytes of a whole frame without gaps between rows or planes.
     *
     * @param width of the frame in pixels
     * @param height of the frame in pixels
     * @return bytes
     */
    public long frameBytes(int width, int height) {
        long bytes = 0;
        for (int plane = 0; plane < planeCount(); plane++) {
            bytes += (long) rowBytes(plane, width) * rows(plane, height);
        }
        return bytes;
    }
}
