// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

/**
 * How NV12 or P010 lies in a buffer between conversion and copy: luma, then chroma, with the same bytes per row.
 *
 * @param bitDepth 8 or 10
 */
record TargetLayout(int width, int height, int bitDepth) {

    /** Luma samples per row, padding included: the shader writes four at once. */
    int rowLength() {
        return Math.ceilDiv(width, 4) * 4;
    }

    int pitch() {
        return rowLength() * (bitDepth == 8 ? 1 : 2);
    }

    long chromaOffset() {
        return (long) pitch() * height;
    }

    long bytes() {
        return chromaOffset() + (long) pitch() * (height / 2);
    }
}
