// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.convert;

import java.lang.foreign.MemorySegment;

/**
 * 4:2:0 planes to be filled. Samples of 10 bit take two bytes, little-endian.
 *
 * @param bitDepth 8 or 10
 * @param yStride bytes from row to row
 * @param uStride bytes from row to row
 * @param vStride bytes from row to row
 */
public record PlanarPicture(
        int width,
        int height,
        int bitDepth,
        MemorySegment y,
        int yStride,
        MemorySegment u,
        int uStride,
        MemorySegment v,
        int vStride) {

    MemorySegment plane(int index) {
        return switch (index) {
            case 0 -> y;
            case 1 -> u;
            default -> v;
        };
    }

    int stride(int index) {
        return switch (index) {
            case 0 -> yStride;
            case 1 -> uStride;
            default -> vStride;
        };
    }
}
