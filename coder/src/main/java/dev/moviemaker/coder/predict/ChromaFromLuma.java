// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.predict;

/**
 * Chroma from luma for 4:2:0 (section 7.11.5): the detail of the reconstructed luma block, scaled by alpha, is added to
 * a DC prediction of chroma. {@link #prepare} reads the luma samples once; {@link #predict} may then be called for both
 * chroma planes and several alphas. An instance owns its scratch and belongs to one thread.
 */
public final class ChromaFromLuma {
    private final int[] detail = new int[32 * 32];
    private int width;
    private int height;

    /**
     * Takes the luma detail of one chroma transform block.
     *
     * @param luma luma plane of the current frame, reconstructed as far as maxLumaW and maxLumaH
     * @param startX column of the block in the chroma plane
     * @param startY row of the block in the chroma plane
     * @param log2W base 2 logarithm of the chroma width, 2 to 5
     * @param log2H base 2 logarithm of the chroma height, 2 to 5
     * @param maxLumaW MaxLumaW: end (exclusive) of the luma columns that transform blocks of this block wrote
     * @param maxLumaH MaxLumaH: end (exclusive) of the luma rows that transform blocks of this block wrote
     */
    public void prepare(
            short[] luma, int lumaStride, int startX, int startY, int log2W, int log2H, int maxLumaW, int maxLumaH) {
        width = 1 << log2W;
        height = 1 << log2H;
        int sum = 0;
        for (int i = 0; i < height; i++) {
            int row = Math.min((startY + i) << 1, maxLumaH - 2) * lumaStride;
            int o = i * width;
            for (int j = 0; j < width; j++) {
                int p = row + Math.min((startX + j) << 1, maxLumaW - 2);
                int four = luma[p] + luma[p + 1] + luma[p + lumaStride] + luma[p + lumaStride + 1];
                detail[o + j] = four << 1;
                sum += four << 1;
            }
        }
        int shift = log2W + log2H;
        int average = (sum + (1 << (shift - 1))) >> shift;
        for (int k = 0; k < width * height; k++) {
            detail[k] -= average;
        }
    }

    /**
     * Predicts the prepared block in one chroma plane.
     *
     * @param alpha CflAlphaU or CflAlphaV, -16 to 16, in eighths
     * @param bitDepth 8 or 10
     * @param offset index of the block's first sample in {@code out}
     * @param stride distance of two rows in {@code out}
     */
    public void predict(int alpha, int dc, int bitDepth, short[] out, int offset, int stride) {
        int maximum = (1 << bitDepth) - 1;
        for (int i = 0; i < height; i++) {
            int row = offset + i * stride;
            int o = i * width;
            for (int j = 0; j < width; j++) {
                int product = alpha * detail[o + j];
                int sign = product >> 31;
                int scaled = (((product ^ sign) - sign + 32) >> 6 ^ sign) - sign;
                out[row + j] = (short) Math.max(0, Math.min(maximum, dc + scaled));
            }
        }
    }
}
