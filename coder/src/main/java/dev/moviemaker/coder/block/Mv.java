// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

/**
 * Motion vectors packed into an {@code int}: the row in the upper, the column in the lower 16 bits, both in eighths of
 * a luma sample. Packed, they compare with {@code ==} and lie in flat arrays.
 */
public final class Mv {
    /** No motion. */
    public static final int ZERO = 0;

    /** Components must stay below this amount (is_mv_valid, section 6.10.25). */
    public static final int LIMIT = 1 << 14;

    private Mv() {}

    public static int of(int row, int column) {
        return (row << 16) | (column & 0xFFFF);
    }

    public static int row(int mv) {
        return mv >> 16;
    }

    public static int column(int mv) {
        return (short) mv;
    }

    /** The same vector backwards. */
    public static int negate(int mv) {
        return of(-row(mv), -column(mv));
    }

    /** The lower precision process (7.10.2.10). */
    public static int lowerPrecision(int mv, boolean allowHighPrecisionMv, boolean forceIntegerMv) {
        if (allowHighPrecisionMv) {
            return mv;
        }
        return of(lower(row(mv), forceIntegerMv), lower(column(mv), forceIntegerMv));
    }

    private static int lower(int component, boolean forceIntegerMv) {
        if (forceIntegerMv) {
            int whole = ((Math.abs(component) + 3) >> 3) << 3;
            return component > 0 ? whole : -whole;
        }
        if ((component & 1) == 0) {
            return component;
        }
        return component > 0 ? component - 1 : component + 1;
    }
}
