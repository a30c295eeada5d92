// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.entropy;

/** What symbols cost, for choosing among modes. */
public final class Bits {
    private static final int SHIFT = 6;
    private static final float[] COST = new float[513];

    static {
        for (int i = 0; i < COST.length; i++) {
            COST[i] = (float) (Math.log(512 / Math.max(0.5, i)) / Math.log(2));
        }
    }

    private Bits() {}

    /** Bits that this symbol of the row at offset {@code cdf} costs now. */
    public static float of(char[] cdfs, int cdf, int symbol) {
        int low = symbol > 0 ? cdfs[cdf + symbol - 1] : 0;
        return COST[(cdfs[cdf + symbol] - low + (1 << (SHIFT - 1))) >> SHIFT];
    }
}
