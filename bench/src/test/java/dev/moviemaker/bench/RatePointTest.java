// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.moviemaker.bench.quality.RatePoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatePointTest {
    /** Twice the bits for every three decibels. */
    private static final List<RatePoint> OTHERS =
            List.of(new RatePoint(4000, 43, 46), new RatePoint(1000, 37, 40), new RatePoint(2000, 40, 43));

    @Test
    void bitsAreComparedAtTheSameQuality() {
        assertThat(new RatePoint(2000, 40, 43).moreBitsThan(OTHERS, RatePoint::psnr))
                .isCloseTo(0, within(1e-9));
        assertThat(new RatePoint(1000, 40, 43).moreBitsThan(OTHERS, RatePoint::psnr))
                .isCloseTo(-0.5, within(1e-9));
        assertThat(new RatePoint(2000, 38.5, 44.5).moreBitsThan(OTHERS, RatePoint::psnr))
                .isCloseTo(Math.sqrt(2) - 1, within(1e-9));
        assertThat(new RatePoint(2000, 38.5, 44.5).moreBitsThan(OTHERS, RatePoint::xpsnr))
                .isCloseTo(Math.sqrt(0.5) - 1, within(1e-9));
    }

    @Test
    void beyondTheOthersTheLineGoesOn() {
        assertThat(new RatePoint(8000, 46, 49).moreBitsThan(OTHERS, RatePoint::psnr))
                .isCloseTo(0, within(1e-9));
        assertThat(new RatePoint(500, 34, 37).moreBitsThan(OTHERS, RatePoint::psnr))
                .isCloseTo(0, within(1e-9));
    }
}
