// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long HOUR = Duration.ofHours(1).toNanos();

    /** What {@link System#nanoTime} says may be anything, also below 0 or about to overflow. */
    private static final long START = Long.MAX_VALUE - SECOND;

    private final Patience patience = new Patience(5 * SECOND);

    @Test
    void endsWhenItHasLookedForSoLong() {
        patience.begin(START);
        long slice = SECOND / 20;
        for (int i = 1; i < 100; i++) {
            assertThat(patience.isOver(START + i * slice)).as("look %d", i).isFalse();
        }
        assertThat(patience.isOver(START + 100 * slice)).isTrue();
    }

    @Test
    void aProcessThatStoodStillHasNotWaited() {
        patience.begin(START);
        assertThat(patience.isOver(START + SECOND / 2)).isFalse();
        long later = START + HOUR;
        assertThat(patience.isOver(later)).isFalse();
        assertThat(patience.isOver(later + SECOND)).isFalse();
        assertThat(patience.isOver(later + 4 * SECOND)).isFalse();
        assertThat(patience.isOver(later + 5 * SECOND)).isFalse();
        assertThat(patience.isOver(later + 6 * SECOND)).isTrue();
    }

    @Test
    void beginsAnew() {
        patience.begin(START);
        for (int i = 1; i <= 4; i++) {
            assertThat(patience.isOver(START + i * SECOND)).isFalse();
        }
        patience.begin(START + 10 * SECOND);
        assertThat(patience.isOver(START + 11 * SECOND)).isFalse();
    }
}
