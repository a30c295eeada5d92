// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.transform;

/**
 * The encoder's two-dimensional transform: the difference of source and prediction in, coefficients out.
 *
 * <p>Coefficients of every size come out scaled by 8 relative to an orthonormal transform, which is the scale of the
 * quantiser steps in {@link QuantiserTables} (the halving and quartering of large transforms, dqDenom, is already taken
 * out). So a squared error of coefficients divided by 64 is a squared error of samples. An instance holds scratch and
 * belongs to one thread.
 */
public final class ForwardTransform {
    private final float[] block = new float[64 * 64];
    private final float[] scratch = new float[64];

    /**
     * Transforms {@code source - prediction}.
     *
     * @param txType one of {@link TxType}, legal at this size
     * @param coefficients receives {@link TxSize#codedHeight} rows of {@link TxSize#codedWidth} values; higher
     *     frequencies of 64-sample sides are dropped
     */
    public void transform(
            short[] source,
            int sourceOffset,
            int sourceStride,
            short[] prediction,
            int predictionOffset,
            int predictionStride,
            int txSize,
            int txType,
            float[] coefficients) {
        int width = TxSize.width(txSize);
        int height = TxSize.height(txSize);
        boolean flipUpDown = TxType.columnKernel(txType) == TxType.FLIPADST;
        boolean flipLeftRight = TxType.rowKernel(txType) == TxType.FLIPADST;
        float[] t = block;
        for (int i = 0; i < height; i++) {
            int y = flipUpDown ? height - 1 - i : i;
            int s = sourceOffset + y * sourceStride;
            int p = predictionOffset + y * predictionStride;
            int o = i * width;
            for (int j = 0; j < width; j++) {
                t[o + j] = source[s + j] - prediction[p + j];
            }
            if (flipLeftRight) {
                reverse(t, o, width);
            }
        }
        transformBlock(txSize, txType, coefficients);
    }

    private void transformBlock(int txSize, int txType, float[] coefficients) {
        int widthLog2 = TxSize.widthLog2(txSize);
        int heightLog2 = TxSize.heightLog2(txSize);
        int width = 1 << widthLog2;
        int codedWidth = TxSize.codedWidth(txSize);
        int codedHeight = TxSize.codedHeight(txSize);
        float scale = (float) (16 / Math.sqrt(1 << (widthLog2 + heightLog2)));
        float[] t = block;
        for (int j = 0; j < width; j++) {
            transform1d(TxType.columnKernel(txType), heightLog2, t, j, width);
        }
        for (int i = 0; i < codedHeight; i++) {
            int o = i * width;
            transform1d(TxType.rowKernel(txType), widthLog2, t, o, 1);
            for (int j = 0; j < codedWidth; j++) {
                coefficients[i * codedWidth + j] = t[o + j] * scale;
            }
        }
    }

    private void transform1d(int kernel, int lengthLog2, float[] t, int o, int s) {
        switch (kernel) {
            case TxType.DCT -> ForwardDct.transform(lengthLog2, t, o, s, scratch);
            case TxType.IDENTITY -> {
                float gain = (float) Math.sqrt(1 << (lengthLog2 - 1));
                for (int i = 0; i < 1 << lengthLog2; i++) {
                    t[o + i * s] *= gain;
                }
            }
            default -> ForwardAdst.transform(lengthLog2, t, o, s, scratch);
        }
    }

    private static void reverse(float[] t, int o, int width) {
        for (int j = 0; j < width / 2; j++) {
            float left = t[o + j];
            t[o + j] = t[o + width - 1 - j];
            t[o + width - 1 - j] = left;
        }
    }
}
