// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.util.Locale;

/**
 * What the figures come to, with the target if there is one.
 *
 * @param unit its unit, empty for ratios
 * @param sign {@code <=}, {@code >=}, or empty without a target
 */
public record Ratio(String name, double value, String unit, String sign, double target) {

    /** Without a target. */
    public static Ratio of(String name, double value, String unit) {
        return new Ratio(name, value, unit, "", 0);
    }

    /** Meant to be at most so much. */
    public static Ratio atMost(String name, double value, String unit, double limit) {
        return new Ratio(name, value, unit, "<=", limit);
    }

    /** Meant to be at least so much. */
    public static Ratio atLeast(String name, double value, String unit, double limit) {
        return new Ratio(name, value, unit, ">=", limit);
    }

    /** Whether the target is met; true without one. */
    public boolean met() {
        return switch (sign) {
            case "<=" -> value <= target;
            case ">=" -> value >= target;
            default -> true;
        };
    }

    @Override
    public String toString() {
        String text = "%s %s%s".formatted(name, number(value), unit.isEmpty() ? "" : " " + unit);
        return sign.isEmpty() ? text : "%s (%s %s: %s)".formatted(text, sign, number(target), met() ? "met" : "missed");
    }

    /** Three digits that count. */
    static String number(double value) {
        double size = Math.abs(value);
        if ((value == Math.rint(value) && size < 1e6) || size >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
