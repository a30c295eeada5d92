// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/**
 * An exact positive ratio in lowest terms, such as a frame rate in frames per second or a time base in seconds.
 *
 * @param numerator at least 1
 * @param denominator at least 1
 */
public record Rational(long numerator, long denominator) implements Comparable<Rational> {
    /** The longest text of a ratio and the most digits after its point; two longs have 39 characters. */
    private static final int MAX_LENGTH = 100;

    private static final Map<String, Rational> NTSC_RATES = Map.of(
            "23.976", new Rational(24000, 1001),
            "23.98", new Rational(24000, 1001),
            "29.97", new Rational(30000, 1001),
            "59.94", new Rational(60000, 1001),
            "119.88", new Rational(120_000, 1001));

    /**
     * Reduces to lowest terms.
     *
     * @throws IllegalArgumentException if one of the numbers is below 1
     */
    public Rational {
        if (numerator < 1 || denominator < 1) {
            throw new IllegalArgumentException(
                    "ratio %d/%d: both numbers must be at least 1".formatted(numerator, denominator));
        }
        long divisor = BigInteger.valueOf(numerator)
                .gcd(BigInteger.valueOf(denominator))
                .longValueExact();
        numerator /= divisor;
        denominator /= divisor;
    }

    /**
     * Returns a whole number.
     *
     * @param number at least 1
     * @return {@code number/1}
     * @throws IllegalArgumentException if it is below 1
     */
    public static Rational of(long number) {
        return new Rational(number, 1);
    }

    /**
     * Parses {@code "30"}, {@code "30000/1001"} or a decimal fraction. {@code "29.97"}, {@code "23.976"},
     * {@code "59.94"} and {@code "119.88"} stand for the NTSC rates {@code n*1000/1001}; other decimal fractions are
     * exact. Numerator and denominator must fit into a {@code long}, and the text must not have more than 100
     * characters.
     *
     * @param text the text
     * @return the ratio
     * @throws IllegalArgumentException if the text has another form or the ratio is not positive
     */
    public static Rational parse(String text) {
        String trimmed = text.strip();
        if (trimmed.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a ratio of %d characters given, at most %d allowed: write 30, 30000/1001 or 29.97"
                            .formatted(trimmed.length(), MAX_LENGTH));
        }
        Rational ntsc = NTSC_RATES.get(trimmed);
        if (ntsc != null) {
            return ntsc;
        }
        try {
            int slash = trimmed.indexOf('/');
            if (slash >= 0) {
                return positive(
                        text,
                        Long.parseLong(trimmed.substring(0, slash).strip()),
                        Long.parseLong(trimmed.substring(slash + 1).strip()));
            }
            BigDecimal decimal = new BigDecimal(trimmed);
            if (Math.abs((long) decimal.scale()) > MAX_LENGTH) {
                throw new ArithmeticException("too large or too small");
            }
            decimal = decimal.stripTrailingZeros();
            int scale = Math.max(0, decimal.scale());
            return positive(
                    text,
                    decimal.movePointRight(scale).longValueExact(),
                    BigInteger.TEN.pow(scale).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("'%s' is not a ratio: write 30, 30000/1001 or 29.97".formatted(text), e);
        }
    }

    private static Rational positive(String text, long numerator, long denominator) {
        if (numerator < 1 || denominator < 1) {
            throw new IllegalArgumentException(
                    "'%s' given, a ratio above 0 allowed: write 30, 30000/1001 or 29.97".formatted(text));
        }
        return new Rational(numerator, denominator);
    }

    /** Returns one divided by this ratio. */
    public Rational inverse() {
        return new Rational(denominator, numerator);
    }

    /** Returns the nearest floating-point number, for display. */
    public double toDouble() {
        return (double) numerator / denominator;
    }

    /**
     * Converts a count of units of {@code this} to units of {@code other}: {@code round(value * this / other)},
     * computed exactly.
     *
     * @param value the count
     * @param other the unit to convert to
     * @return the converted count, rounded half away from zero
     * @throws ArithmeticException if the result does not fit into a {@code long}
     */
    public long rescale(long value, Rational other) {
        long high = Math.multiplyHigh(numerator, other.denominator);
        if (high == 0 && numerator * other.denominator >= 0) {
            long up = numerator * other.denominator;
            long product = value * up;
            if (Math.multiplyHigh(value, up) == product >> 63) {
                long down = multiplyOrZero(denominator, other.numerator);
                if (down > 0 && Math.abs(product) < Long.MAX_VALUE - down) {
                    return product >= 0 ? (product + down / 2) / down : -((-product + down / 2) / down);
                }
            }
        }
        return rescaleBig(value, other);
    }

    private static long multiplyOrZero(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b > 0 ? a * b : 0;
    }

    private long rescaleBig(long value, Rational other) {
        BigInteger up = BigInteger.valueOf(value)
                .abs()
                .multiply(BigInteger.valueOf(numerator))
                .multiply(BigInteger.valueOf(other.denominator));
        BigInteger down = BigInteger.valueOf(denominator).multiply(BigInteger.valueOf(other.numerator));
        BigInteger rounded = up.shiftLeft(1).add(down).divide(down.shiftLeft(1));
        return (value < 0 ? rounded.negate() : rounded).longValueExact();
    }

    @Override
    public int compareTo(Rational other) {
        return BigInteger.valueOf(numerator)
                .multiply(BigInteger.valueOf(other.denominator))
                .compareTo(BigInteger.valueOf(other.numerator).multiply(BigInteger.valueOf(denominator)));
    }

    /** Returns {@code "30"} or {@code "30000/1001"}, in the form that {@link #parse} accepts. */
    @Override
    public String toString() {
        return denominator == 1 ? Long.toString(numerator) : numerator + "/" + denominator;
    }
}
