// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

/**
 * A measured value.
 *
 * @param error half the range of the middle half of what was measured, 0 where there is one value only
 */
public record Measurement(double value, String unit, double error) {

    /** A value without a range. */
    public static Measurement of(double value, String unit) {
        return new Measurement(value, unit, 0);
    }
}
