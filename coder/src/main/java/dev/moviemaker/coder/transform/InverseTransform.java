// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.transform;

import java.util.Arrays;

/**
 * The two-dimensional inverse transform of section 7.13.3 and the last step of reconstruction (section 7.12.3):
 * dequantised coefficients in, the residual added to the prediction. Bit-exact for 8 and 10 bit samples and every legal
 * pair of size and type. An instance holds scratch and belongs to one thread.
 */
public final class InverseTransform {
    private static final int RECT_SCALE = 2896;

    private final int[] block = new int[64 * 64];
    private final int[] scratch = new int[64];

    /**
     * Adds the residual of one transform block to the samples of its prediction.
     *
     * @param dequant dequantised coefficients, row-major, {@link TxSize#codedWidth} columns; not changed
     * @param rows how many leading rows of {@code dequant} may hold a value that is not 0 (1 to
     *     {@link TxSize#codedHeight}); the rest is not read
     * @param txType one of {@link TxType}, legal at this size
     * @param bitDepth 8 or 10
     * @param samples the plane that holds the prediction and receives the reconstruction
     * @param stride distance of two rows in {@code samples}
     */
    public void add(
            int[] dequant, int rows, int txSize, int txType, int bitDepth, short[] samples, int offset, int stride) {
        if (txType == TxType.DCT_DCT && rows == 1 && isDcOnly(dequant, TxSize.codedWidth(txSize))) {
            addConstant(dcResidual(dequant[0], txSize, bitDepth), txSize, bitDepth, samples, offset, stride);
            return;
        }
        transformRows(dequant, rows, txSize, txType, bitDepth);
        transformColumns(txSize, txType, bitDepth);
        addBlock(txSize, txType, bitDepth, samples, offset, stride);
    }

    /** The residual of the last block given to {@link #transform}, row-major; valid until the next call. */
    int[] residual() {
        return block;
    }

    /**
     * Transforms without adding: the residual is left in {@link #residual()} with the width of the block as its stride.
     */
    void transform(int[] dequant, int rows, int txSize, int txType, int bitDepth) {
        transformRows(dequant, rows, txSize, txType, bitDepth);
        transformColumns(txSize, txType, bitDepth);
        int count = TxSize.width(txSize) * TxSize.height(txSize);
        for (int i = 0; i < count; i++) {
            block[i] = (block[i] + 8) >> 4;
        }
    }

    private static boolean isDcOnly(int[] dequant, int codedWidth) {
        int any = 0;
        for (int j = 1; j < codedWidth; j++) {
            any |= dequant[j];
        }
        return any == 0;
    }

    /** What a DCT in both directions makes of a lone first coefficient: the same value everywhere. */
    private static int dcResidual(int dc, int txSize, int bitDepth) {
        int value = isTwoToOne(txSize) ? round12(dc * RECT_SCALE) : dc;
        value = clampTo(bitDepth + 8, round12(value * RECT_SCALE));
        value = clampTo(16, roundShift(value, TxSize.rowShift(txSize)));
        value = clampTo(16, round12(value * RECT_SCALE));
        return (value + 8) >> 4;
    }

    private static void addConstant(int residual, int txSize, int bitDepth, short[] samples, int offset, int stride) {
        int width = TxSize.width(txSize);
        int height = TxSize.height(txSize);
        int maximum = (1 << bitDepth) - 1;
        for (int i = 0; i < height; i++) {
            int row = offset + i * stride;
            for (int j = 0; j < width; j++) {
                samples[row + j] = (short) Math.max(0, Math.min(maximum, samples[row + j] + residual));
            }
        }
    }

    private void transformRows(int[] dequant, int rows, int txSize, int txType, int bitDepth) {
        int widthLog2 = TxSize.widthLog2(txSize);
        int width = 1 << widthLog2;
        int codedWidth = TxSize.codedWidth(txSize);
        int kernel = TxType.rowKernel(txType);
        boolean twoToOne = isTwoToOne(txSize);
        int shift = TxSize.rowShift(txSize);
        int max = (1 << (bitDepth + 7)) - 1;
        int[] t = block;
        for (int i = 0; i < rows; i++) {
            int o = i * width;
            System.arraycopy(dequant, i * codedWidth, t, o, codedWidth);
            Arrays.fill(t, o + codedWidth, o + width, 0);
            if (twoToOne) {
                for (int j = o; j < o + codedWidth; j++) {
                    t[j] = round12(t[j] * RECT_SCALE);
                }
            }
            transform1d(kernel, widthLog2, t, o, 1, max);
            int half = (1 << shift) >> 1;
            for (int j = o; j < o + width; j++) {
                t[j] = clampTo16((t[j] + half) >> shift);
            }
        }
        Arrays.fill(t, rows * width, width * TxSize.height(txSize), 0);
    }

    /**
     * All columns; the values stay scaled by 16. The clamping range is Max( BitDepth + 6, 16 ), which is 16 bits for 8
     * and 10 bit samples.
     */
    private void transformColumns(int txSize, int txType, int bitDepth) {
        int width = TxSize.width(txSize);
        int heightLog2 = TxSize.heightLog2(txSize);
        int kernel = TxType.columnKernel(txType);
        int max = (1 << (Math.max(bitDepth + 6, 16) - 1)) - 1;
        for (int j = 0; j < width; j++) {
            transform1d(kernel, heightLog2, block, j, width, max);
        }
    }

    private void transform1d(int kernel, int lengthLog2, int[] t, int o, int s, int max) {
        switch (kernel) {
            case TxType.DCT -> InverseDct.transform(lengthLog2, t, o, s, -max - 1, max, scratch);
            case TxType.IDENTITY -> identity(lengthLog2, t, o, s);
            default -> InverseAdst.transform(lengthLog2, t, o, s, -max - 1, max, scratch);
        }
    }

    /** Sections 7.13.2.11 to 7.13.2.15. */
    private static void identity(int lengthLog2, int[] t, int o, int s) {
        int end = o + (s << lengthLog2);
        for (int i = o; i < end; i += s) {
            t[i] = switch (lengthLog2) {
                case 2 -> round12(t[i] * 5793);
                case 3 -> t[i] * 2;
                case 4 -> round12(t[i] * 11586);
                default -> t[i] * 4;
            };
        }
    }

    private void addBlock(int txSize, int txType, int bitDepth, short[] samples, int offset, int stride) {
        int width = TxSize.width(txSize);
        int height = TxSize.height(txSize);
        int maximum = (1 << bitDepth) - 1;
        boolean flipUpDown = TxType.columnKernel(txType) == TxType.FLIPADST;
        boolean flipLeftRight = TxType.rowKernel(txType) == TxType.FLIPADST;
        for (int i = 0; i < height; i++) {
            int row = offset + (flipUpDown ? height - 1 - i : i) * stride;
            int o = i * width;
            if (flipLeftRight) {
                int last = row + width - 1;
                for (int j = 0; j < width; j++) {
                    int value = samples[last - j] + ((block[o + j] + 8) >> 4);
                    samples[last - j] = (short) Math.max(0, Math.min(maximum, value));
                }
            } else {
                for (int j = 0; j < width; j++) {
                    int value = samples[row + j] + ((block[o + j] + 8) >> 4);
                    samples[row + j] = (short) Math.max(0, Math.min(maximum, value));
                }
            }
        }
    }

    private static boolean isTwoToOne(int txSize) {
        return Math.abs(TxSize.widthLog2(txSize) - TxSize.heightLog2(txSize)) == 1;
    }

    private static int round12(int x) {
        return (x + 2048) >> 12;
    }

    private static int roundShift(int x, int shift) {
        return (x + ((1 << shift) >> 1)) >> shift;
    }

    private static int clampTo16(int x) {
        return Math.max(-32768, Math.min(32767, x));
    }

    private static int clampTo(int bits, int x) {
        int max = (1 << (bits - 1)) - 1;
        return Math.max(-max - 1, Math.min(max, x));
    }
}
