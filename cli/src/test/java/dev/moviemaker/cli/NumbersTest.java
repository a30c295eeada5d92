// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.Rational;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void unitsChangeWhereTheRoundedNumberWouldBeAThousand() {
        assertThat(Numbers.bitrate(999_940)).isEqualTo("1000 kbit/s");
        assertThat(Numbers.bitrate(999_950)).isEqualTo("1.00 Mbit/s");
        assertThat(Numbers.bytes(999)).isEqualTo("999 bytes");
        assertThat(Numbers.bytes(1234)).isEqualTo("1.2 kB");
        assertThat(Numbers.bytes(1_230_000)).isEqualTo("1.23 MB");
        assertThat(Numbers.bytes(5_000_000_000L)).isEqualTo("5.00 GB");
    }

    @Test
    void clockHasHoursOnlyWhereNeeded() {
        assertThat(Numbers.clock(7.4)).isEqualTo("0:07");
        assertThat(Numbers.clock(3599.6)).isEqualTo("1:00:00");
        assertThat(Numbers.clock(3723)).isEqualTo("1:02:03");
    }

    @Test
    void ratesHaveNoNeedlessDigits() {
        assertThat(Numbers.rate(Rational.of(30))).isEqualTo("30");
        assertThat(Numbers.rate(Rational.of(100))).isEqualTo("100");
        assertThat(Numbers.rate(Rational.parse("29.97"))).isEqualTo("29.97");
        assertThat(Numbers.rate(Rational.parse("23.976"))).isEqualTo("23.976");
    }
}
