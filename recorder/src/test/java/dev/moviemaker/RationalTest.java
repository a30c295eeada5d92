// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RationalTest {
    @Test
    void readsRatesAsPeopleWriteThem() {
        assertThat(Rational.parse("30")).isEqualTo(Rational.of(30));
        assertThat(Rational.parse("30000/1001")).isEqualTo(new Rational(30000, 1001));
        assertThat(Rational.parse("29.97")).isEqualTo(new Rational(30000, 1001));
        assertThat(Rational.parse("12.5")).isEqualTo(new Rational(25, 2));
        assertThatThrownBy(() -> Rational.parse("fast")).hasMessageContaining("'fast' is not a ratio");
        assertThatThrownBy(() -> Rational.parse("0"))
                .hasMessage("'0' given, a ratio above 0 allowed: write 30, 30000/1001 or 29.97");
        assertThatThrownBy(() -> Rational.parse("1/0")).hasMessageStartingWith("'1/0' given, a ratio above 0 allowed");
        assertThatThrownBy(() -> Rational.parse("-30")).hasMessageStartingWith("'-30' given, a ratio above 0 allowed");
    }

    @Test
    @Timeout(10)
    void refusesNumbersThatWouldTakeMinutesAtOnce() {
        for (String text :
                new String[] {"1e-30000000", "1e30000000", "1e-2147483647", "0e2147483647", "9".repeat(1_000_000)}) {
            assertThatThrownBy(() -> Rational.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ratio");
        }
        assertThat(Rational.parse("2.5e1")).isEqualTo(Rational.of(25));
    }

    @Test
    void rescalesExactlyAlsoWhereProductsOverflow() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
        for (int i = 0; i < 20_000; i++) {
            Rational from =
                    new Rational(1 + random.nextLong(1L << random.nextInt(1, 40)), 1 + random.nextLong(1L << 30));
            Rational to = new Rational(1 + random.nextLong(1L << random.nextInt(1, 40)), 1 + random.nextLong(1L << 30));
            long value = random.nextLong(1L << random.nextInt(1, 40)) * (random.nextBoolean() ? 1 : -1);
            BigInteger up = BigInteger.valueOf(Math.abs(value))
                    .multiply(BigInteger.valueOf(from.numerator()))
                    .multiply(BigInteger.valueOf(to.denominator()));
            BigInteger down = BigInteger.valueOf(from.denominator()).multiply(BigInteger.valueOf(to.numerator()));
            BigInteger expected = up.multiply(BigInteger.TWO).add(down).divide(down.multiply(BigInteger.TWO));
            if (expected.bitLength() > 62) {
                continue;
            }
            assertThat(from.rescale(value, to))
                    .as("%d * %s / %s", value, from, to)
                    .isEqualTo(Long.signum(value) * expected.longValueExact());
        }
    }
}
