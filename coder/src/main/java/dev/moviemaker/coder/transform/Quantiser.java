// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.transform;

/**
 * Quantisation and dequantisation of one plane at one QIndex (section 7.12.3 without quantiser matrices). {@link #set}
 * may be called again for another plane or QIndex; afterwards {@link #quantise} allocates nothing. An instance belongs
 * to one thread.
 */
public final class Quantiser {
    private int dcStep;
    private int acStep;
    private float dcInverse;
    private float acInverse;
    private float rounding;
    private float deadZone;
    private int largest;

    /**
     * Chooses the steps.
     *
     * @param bitDepth 8 or 10
     * @param dcIndex qindex plus the plane's DC delta, clipped as dc_q does
     * @param acIndex qindex plus the plane's AC delta, clipped as ac_q does
     * @param rounding what is added before rounding down, in steps: 0.5 rounds to nearest, less makes the zone that
     *     becomes 0 (the dead zone) wider. Larger coefficients get a tenth more (at most 0.5), because a level less
     *     saves them fewer bits than a lone 1 costs
     */
    public void set(int bitDepth, int dcIndex, int acIndex, float rounding) {
        this.dcStep = QuantiserTables.dcQ(bitDepth, dcIndex);
        this.acStep = QuantiserTables.acQ(bitDepth, acIndex);
        this.dcInverse = 1f / dcStep;
        this.acInverse = 1f / acStep;
        this.deadZone = 1 - rounding;
        this.rounding = Math.min(0.5f, rounding + 0.1f);
        this.largest = 1 << (7 + bitDepth);
    }

    /**
     * Quantises and dequantises one block.
     *
     * @param levels receives the signed levels to code (Quant), same layout
     * @param dequant receives what the decoder makes of them (Dequant), same layout
     * @return how many leading rows hold a level that is not 0; 0 when the block is empty
     */
    public int quantise(float[] coefficients, int txSize, int[] levels, int[] dequant) {
        int width = TxSize.codedWidth(txSize);
        int height = TxSize.codedHeight(txSize);
        int shift = TxSize.dqDenomLog2(txSize);
        float acInverse = this.acInverse;
        float rounding = this.rounding;
        float deadZone = this.deadZone;
        int acStep = this.acStep;
        int largest = this.largest;
        int rows = 0;
        for (int i = 0; i < height; i++) {
            int any = 0;
            int end = (i + 1) * width;
            for (int k = i * width; k < end; k++) {
                float coefficient = coefficients[k];
                float steps = Math.abs(coefficient) * acInverse;
                int level = steps < deadZone ? 0 : (int) (steps + rounding);
                int sign = Float.floatToRawIntBits(coefficient) >> 31;
                int value = ((level * acStep) & 0xFFFFFF) >> shift;
                levels[k] = (level ^ sign) - sign;
                dequant[k] = Math.max(-largest, Math.min(largest - 1, (value ^ sign) - sign));
                any |= level;
            }
            if (i == 0) {
                levels[0] = dcLevel(coefficients[0]);
                dequant[0] = dequantise(levels[0], dcStep, shift, largest);
                any = anyOf(levels, width);
            }
            if (any != 0) {
                rows = i + 1;
            }
        }
        return rows;
    }

    private int dcLevel(float coefficient) {
        float steps = Math.abs(coefficient) * dcInverse;
        int level = steps < deadZone ? 0 : (int) (steps + rounding);
        return coefficient < 0 ? -level : level;
    }

    private static int anyOf(int[] levels, int count) {
        int any = 0;
        for (int k = 0; k < count; k++) {
            any |= levels[k];
        }
        return any;
    }

    /**
     * Dequantises levels that were changed after {@link #quantise}; {@code rows} leading rows are done, the rest is not
     * written.
     */
    public void dequantise(int[] levels, int rows, int txSize, int[] dequant) {
        int shift = TxSize.dqDenomLog2(txSize);
        int count = rows * TxSize.codedWidth(txSize);
        for (int k = 1; k < count; k++) {
            dequant[k] = dequantise(levels[k], acStep, shift, largest);
        }
        dequant[0] = dequantise(levels[0], dcStep, shift, largest);
    }

    /** The step of the first coefficient. */
    public int dcStep() {
        return dcStep;
    }

    /** The step of all other coefficients. */
    public int acStep() {
        return acStep;
    }

    private static int dequantise(int level, int step, int shift, int largest) {
        int sign = level >> 31;
        int magnitude = (((level ^ sign) - sign) * step & 0xFFFFFF) >> shift;
        return Math.max(-largest, Math.min(largest - 1, (magnitude ^ sign) - sign));
    }
}
