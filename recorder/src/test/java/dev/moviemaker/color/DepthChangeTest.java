// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.color;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.ColorDescription.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DepthChangeTest {

    @ParameterizedTest
    @EnumSource
    void eightBitSurvivesTenBit(Range range) {
        DepthChange up = DepthChange.of(range, 8, 10);
        DepthChange down = DepthChange.of(range, 10, 8);
        for (int v = 0; v < 256; v++) {
            assertThat(down.apply(up.apply(v))).isEqualTo(v);
        }
    }

    @Test
    void roundsToTheNearest() {
        DepthChange full = DepthChange.of(Range.FULL, 10, 8);
        DepthChange limited = DepthChange.of(Range.LIMITED, 10, 8);
        for (int v = 0; v < 1024; v++) {
            assertThat(full.apply(v)).isEqualTo((int) Math.rint(v * 255 / 1023.0));
            assertThat(limited.apply(v)).isEqualTo(Math.min(255, (int) Math.floor(v / 4.0 + 0.5)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sameDepthChangesNothing(Range range) {
        for (int v = 0; v < 1024; v++) {
            assertThat(DepthChange.of(range, 10, 10).apply(v)).isEqualTo(v);
        }
    }
}
