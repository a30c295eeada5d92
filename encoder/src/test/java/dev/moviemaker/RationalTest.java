package dev.moviemaker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RationalTest {
    @Test
    void holds() {
        assertThat(new Rational(1, 2).numerator()).isEqualTo(1);
    }
}
