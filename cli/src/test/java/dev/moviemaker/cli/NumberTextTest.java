// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.Rational;
import org.junit.jupiter.api.Test;

class NumberTextTest {
    @Test
    void unitsChangeWhereTheRoundedNumberWouldBeAThousand() {
        assertThat(NumberText.bitrate(999_940)).isEqualTo("1000 kbit/s");
        assertThat(NumberText.bitrate(999_950)).isEqualTo("1.00 Mbit/s");
        assertThat(NumberText.bytes(999)).isEqualTo("999 bytes");
        assertThat(NumberText.bytes(1234)).isEqualTo("1.2 kB");
        assertThat(NumberText.bytes(1_230_000)).isEqualTo("1.23 MB");
        assertThat(NumberText.bytes(5_000_000_000L)).isEqualTo("5.00 GB");
    }

    @Test
    void clockHasHoursOnlyWhereNeeded() {
        assertThat(NumberText.clock(7.4)).isEqualTo("0:07");
        assertThat(NumberText.clock(3599.6)).isEqualTo("1:00:00");
        assertThat(NumberText.clock(3723)).isEqualTo("1:02:03");
    }

    @Test
    void ratesHaveNoNeedlessDigits() {
        assertThat(NumberText.rate(Rational.of(30))).isEqualTo("30");
        assertThat(NumberText.rate(Rational.of(100))).isEqualTo("100");
        assertThat(NumberText.rate(Rational.parse("29.97"))).isEqualTo("29.97");
        assertThat(NumberText.rate(Rational.parse("23.976"))).isEqualTo("23.976");
    }
}
