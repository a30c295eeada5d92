// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import dev.moviemaker.ColorDescription;

/**
 * What a converter makes.
 *
 * @param color of the result: RGB is converted to it, Y'CbCr is taken as being in it
 * @param bitDepth 8 for NV12, 10 for P010 (values in the upper bits)
 * @param width of the frames in pixels
 * @param height of the frames in pixels
 * @param targetWidth of the image: even, at least the frames'; what is more repeats the last column
 * @param targetHeight of the image: even, at least the frames'; what is more repeats the last row
 */
public record ConversionRequest(
        ColorDescription color,
        int bitDepth,
        int width,
        int height,
        int targetWidth,
        int targetHeight,
        TargetPath path) {

    /** Checks the sizes. */
    public ConversionRequest {
        if (bitDepth != 8 && bitDepth != 10) {
            throw new IllegalArgumentException("bitDepth: %d given, 8 and 10 allowed".formatted(bitDepth));
        }
        requireTarget("targetWidth", targetWidth, width);
        requireTarget("targetHeight", targetHeight, height);
    }

    private static void requireTarget(String field, int target, int source) {
        if (target < source || target % 2 != 0) {
            throw new IllegalArgumentException(
                    "%s: %d given, even numbers from %d on allowed".formatted(field, target, source));
        }
    }

    TargetLayout targetLayout() {
        return new TargetLayout(targetWidth, targetHeight, bitDepth);
    }
}
