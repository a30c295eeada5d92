package dev.moviemaker;

/** Number.
 *
 * @param numerator a
 * @param denominator b */
public record Rational(long numerator, long denominator) {}
