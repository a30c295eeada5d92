// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.fuzz;

import dev.moviemaker.Rational;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A ratio: read, written, read again, and calculated with. */
public final class RationalTarget {
    private RationalTarget() {}

    /** Entry point of Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        Limits.run(() -> {
            String text = new String(data, StandardCharsets.UTF_8);
            try {
                Rational ratio = Rational.parse(text);
                Limits.require(
                        Rational.parse(ratio.toString()).equals(ratio), () -> "read again, it is another: " + ratio);
                Limits.require(
                        ratio.inverse().inverse().equals(ratio), () -> "inverted twice, it is another: " + ratio);
                long value = data.length < Long.BYTES
                        ? data.length
                        : ByteBuffer.wrap(data).getLong();
                rescale(ratio, value);
            } catch (IllegalArgumentException documented) {
                Limits.require(documented.getMessage() != null, "it says nothing");
            }
        });
    }

    private static void rescale(Rational ratio, long value) {
        Limits.require(ratio.rescale(value, ratio) == value, () -> "in its own units, %d is another".formatted(value));
        try {
            long there = ratio.rescale(value, Rational.of(1));
            Limits.require(value == 0 || there == 0 || value > 0 == there > 0, () -> "its sign has changed: " + value);
        } catch (ArithmeticException documented) {
            // Does not fit a long.
        }
    }
}
