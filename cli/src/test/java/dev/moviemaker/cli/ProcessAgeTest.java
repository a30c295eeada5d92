// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProcessAgeTest {
    @Test
    void readsLinuxsOwnClock() {
        String stat = "4711 (a (b) c) S 1 4711 4711 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 17 0 12345 1000 200 "
                + "18446744073709551615";
        assertThat(ProcessAge.fromProc(stat, "125.95 200.00\n")).isCloseTo(2.5, within(1e-9));
    }

    @Test
    void growsWithTime() throws InterruptedException {
        double before = ProcessAge.seconds();
        Thread.sleep(100);
        assertThat(ProcessAge.seconds() - before).isBetween(0.08, 5.0);
        assertThat(before).isPositive();
    }
}
